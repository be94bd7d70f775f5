"""`python -m presscut` is the command `presscut`."""

from presscut.cli import main

if __name__ == "__main__":
    main()
