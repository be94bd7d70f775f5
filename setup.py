"""The one part that is compiled, and only where there is a compiler; all else stands in setup.cfg."""

from setuptools import Extension, setup

setup(
    ext_modules=[
        Extension(
            "presscut.cleaner.judge._trees",
            ["presscut/cleaner/judge/_trees.c"],
            define_macros=[("Py_LIMITED_API", "0x030b0000")],
            py_limited_api=True,
            optional=True,
        )
    ]
)
