/* Cutting text into words, counting it and comparing its blocks, for cleaner/words.py: the same answers as its plain
 * Python gives, in a fraction of the time. It is built when there is a C compiler and left out when there is none.
 *
 * It reads ASCII and, beyond, the marks that most texts hold: typographic quotes and dashes, arrows, bullets. Whoever
 * asks about other text is told so by None and reads it in Python. Written to the stable ABI of Python 3.11.
 */

#define PY_SSIZE_T_CLEAN
#include <Python.h>
#include <math.h>
#include <stdint.h>
#include <string.h>

/* What a character is. */
enum {
    DIGIT = 1,
    SMALL = 2,
    CAPITAL = 4,
    IN_WORD = DIGIT | SMALL | CAPITAL,
    JOINER = 8,    /* between two words it makes one of them: it's, well-known */
    STOP = 16,     /* ends a sentence */
    CLOSER = 32,   /* may stand behind a stop */
    BLANK = 64,
    STRANGE = 128, /* read in Python */
    MARK = 0,      /* all else */
};

enum {
    LONG_WORD = 4,         /* letters of the words that blocks are compared by */
    CLOSE = 4,             /* blocks of prose whose words count as those before or after */
    PARTS = 1000000,       /* a word's rarity is in millionths */
    KNOWN_WORDS = 1 << 13, /* words at hand: those of pages come again */
    KNOWN_BYTES = 24,      /* of the longest of them */
    MOST_COPIED = 1 << 20, /* bytes of a text that is not ASCII: Python keeps a copy of it in UTF-8 */
};

static uint8_t ascii_kinds[128];

static void
fill_ascii_kinds(void)
{
    for (int c = 0; c < 128; c++) {
        int kind = c >= '0' && c <= '9' ? DIGIT : c >= 'a' && c <= 'z' ? SMALL : c >= 'A' && c <= 'Z' ? CAPITAL : MARK;
        kind |= c == '\'' || c == '-' ? JOINER : MARK;
        kind |= c == '.' || c == '!' || c == '?' ? STOP : MARK;
        kind |= c != 0 && strchr("\"')]}*_", c) != NULL ? CLOSER : MARK;
        kind |= c == ' ' || (c >= '\t' && c <= '\r') || (c >= 0x1c && c <= 0x1f) ? BLANK : MARK;
        ascii_kinds[c] = (uint8_t)kind;
    }
}

/* What a character beyond ASCII is, by its code point. */
static int
kind_beyond(uint32_t code)
{
    switch (code) {
    case 0x00a0: case 0x2028: case 0x2029: case 0x202f: case 0x205f:
        return BLANK;
    case 0x00ab: case 0x00bb: case 0x201d: case 0x2039: case 0x203a: /* « » ” ‹ › */
        return CLOSER;
    case 0x2019: /* ’ */
        return CLOSER | JOINER;
    case 0x00aa: case 0x00b2: case 0x00b3: case 0x00b5: case 0x00b9: case 0x00ba: /* ª ² ³ µ ¹ º: letters, digits */
        return STRANGE;
    }
    if ((code > 0x00a0 && code < 0x00bc) || code == 0x00bf || code == 0x00d7 || code == 0x00f7) /* © · ¿ × ÷ */
        return MARK;
    if (code >= 0x2010 && code < 0x2060) /* dashes, quotes, bullets, … */
        return MARK;
    if (code == 0x20ac || code == 0x2122 || (code >= 0x2190 && code < 0x2400)) /* € ™ arrows */
        return MARK;
    if ((code >= 0x2500 && code < 0x2776) || (code >= 0x2798 && code < 0x2c00)) /* boxes, stars, ticks */
        return MARK;
    return STRANGE;
}

/* What stands at a place of a text in UTF-8, and how many bytes it takes. */
static inline int
kind_at(const unsigned char *at, int *bytes)
{
    if (at[0] < 0x80) {
        *bytes = 1;
        return ascii_kinds[at[0]];
    }
    if (at[0] < 0xe0) {
        *bytes = 2;
        return kind_beyond((uint32_t)(at[0] & 0x1f) << 6 | (at[1] & 0x3f));
    }
    *bytes = 3;
    return at[0] > 0xef ? STRANGE
                        : kind_beyond((uint32_t)(at[0] & 0x0f) << 12 | (uint32_t)(at[1] & 0x3f) << 6 | (at[2] & 0x3f));
}

/* A text in UTF-8, up to a byte 0 that is not its own. */
typedef struct {
    const unsigned char *at, *end;
} Text;

/* Have a text in UTF-8. Returns 1, or 0 when it is too long or cannot be written so and is read in Python, or -1 with
 * an exception set. */
static int
take_text(PyObject *given, Text *text)
{
    Py_ssize_t characters = PyUnicode_GetLength(given), bytes;
    if (characters < 0)
        return -1;
    if (characters > MOST_COPIED)
        return 0;
    const char *start = PyUnicode_AsUTF8AndSize(given, &bytes);
    if (start == NULL) {
        if (!PyErr_ExceptionMatches(PyExc_UnicodeEncodeError)) /* half a surrogate pair */
            return -1;
        PyErr_Clear();
        return 0;
    }
    text->at = (const unsigned char *)start;
    text->end = text->at + bytes;
    return 1;
}

/* The end of a word that begins at a place: letters and digits with joiners between them. Counts its characters and
 * adds to its digits. */
static const unsigned char *
end_of_word(const unsigned char *at, Py_ssize_t *characters, Py_ssize_t *digits)
{
    for (Py_ssize_t length = 0;;) {
        int bytes, kind = kind_at(at, &bytes);
        while (kind & IN_WORD) {
            *digits += kind & DIGIT;
            length++;
            kind = kind_at(++at, &bytes);
        }
        *characters = length;
        if (!(kind & JOINER) || at[bytes] >= 0x80 || !(ascii_kinds[at[bytes]] & IN_WORD))
            return at;
        at += bytes;
        length++;
    }
}

PyDoc_STRVAR(counts_doc,
"counts(text) -> tuple[float, int, int, int, int] | None\n\n"
"Words, those whose first letter has case, those whose is a capital, ends of sentences, digits.");

static PyObject *
counts(PyObject *Py_UNUSED(module), PyObject *given)
{
    Text text;
    int taken = take_text(given, &text);
    if (taken <= 0)
        return taken < 0 ? NULL : Py_NewRef(Py_None);
    Py_ssize_t words = 0, cased = 0, capitals = 0, sentences = 0, digits = 0, characters;
    int stopped = 0, bytes;
    while (text.at < text.end) {
        int kind = kind_at(text.at, &bytes);
        if (kind == STRANGE)
            return Py_NewRef(Py_None);
        if (kind & IN_WORD) {
            words++;
            cased += (kind & (SMALL | CAPITAL)) != 0;
            capitals += kind == CAPITAL;
            stopped = 0;
            text.at = end_of_word(text.at, &characters, &digits);
            continue;
        }
        if (kind == BLANK)
            sentences += stopped;
        stopped = kind == STOP || (stopped && kind & CLOSER);
        text.at += bytes;
    }
    return Py_BuildValue("dnnnn", (double)words, cased, capitals, sentences + stopped, digits);
}

/* A word that was met before, as an object of Python. */
typedef struct {
    PyObject *word;
    uint8_t size;
    char bytes[KNOWN_BYTES];
} Known;

typedef struct {
    Known *known;        /* the word met last at each place */
    PyObject *copyright; /* a sign that is a word of its own to cues */
} State;

/* A word as an object of Python; NULL with an exception set on error. */
static PyObject *
word_of(State *state, const char *bytes, Py_ssize_t size)
{
    if (size > KNOWN_BYTES)
        return PyUnicode_FromStringAndSize(bytes, size);
    uint32_t hash = 2166136261u; /* FNV-1a: who makes words of one hash gains nothing but that they are made anew */
    for (Py_ssize_t i = 0; i < size; i++)
        hash = (hash ^ (unsigned char)bytes[i]) * 16777619u;
    Known *known = &state->known[(hash ^ hash >> 15) % KNOWN_WORDS];
    if (known->word == NULL || known->size != size || memcmp(known->bytes, bytes, (size_t)size) != 0) {
        PyObject *word = PyUnicode_FromStringAndSize(bytes, size);
        if (word == NULL)
            return NULL;
        Py_XDECREF(known->word);
        known->word = word;
        known->size = (uint8_t)size;
        memcpy(known->bytes, bytes, (size_t)size);
    }
    return Py_NewRef(known->word);
}

/* The same in small letters. */
static PyObject *
small_word_of(State *state, const unsigned char *at, Py_ssize_t size)
{
    char room[64], *small = size <= (Py_ssize_t)sizeof room ? room : PyMem_Malloc((size_t)size);
    if (small == NULL)
        return PyErr_NoMemory();
    for (Py_ssize_t i = 0; i < size; i++)
        small[i] = (char)(ascii_kinds[at[i]] & CAPITAL ? at[i] - 'A' + 'a' : at[i]);
    PyObject *word = word_of(state, small, size);
    if (small != room)
        PyMem_Free(small);
    return word;
}

/* The end of a number that begins at a place: 40,000. */
static const unsigned char *
end_of_number(const unsigned char *at)
{
    for (;;) {
        while (*at < 0x80 && ascii_kinds[*at] & DIGIT)
            at++;
        if (*at == 0 || strchr(".,:", *at) == NULL || at[1] >= 0x80 || !(ascii_kinds[at[1]] & DIGIT))
            return at;
        at++;
    }
}

/* Append a word that the list may keep. Returns 0, or -1 with an exception set. */
static int
append(PyObject *list, PyObject *word)
{
    int failed = word == NULL || PyList_Append(list, word) < 0;
    Py_XDECREF(word);
    return failed ? -1 : 0;
}

PyDoc_STRVAR(cue_words_doc,
"cue_words(text) -> list[str] | None\n\n"
"The words of a text as cues see them.");

static PyObject *
cue_words(PyObject *module, PyObject *given)
{
    State *state = PyModule_GetState(module);
    Text text;
    int taken = take_text(given, &text), failed = 0, bytes;
    if (taken <= 0)
        return taken < 0 ? NULL : Py_NewRef(Py_None);
    PyObject *words = PyList_New(0);
    failed = words == NULL;
    while (text.at < text.end && !failed) {
        const unsigned char *from = text.at;
        int kind = kind_at(from, &bytes);
        text.at += bytes;
        if (kind == STRANGE) {
            Py_DECREF(words);
            return Py_NewRef(Py_None);
        }
        if (kind & DIGIT)
            text.at = end_of_number(from);
        else if (kind & IN_WORD)
            while (*text.at < 0x80 && ascii_kinds[*text.at] & IN_WORD)
                text.at++;
        if (kind & IN_WORD)
            failed = append(words, small_word_of(state, from, text.at - from)) < 0;
        else if (from[0] == 0xc2 && from[1] == 0xa9)
            failed = append(words, Py_NewRef(state->copyright)) < 0;
    }
    if (failed)
        Py_CLEAR(words);
    return words;
}

/* The words of a page's blocks, by their numbers. */
typedef struct {
    State *state;
    PyObject *numbers; /* of each word, counted from 0 in the order they are met */
    int32_t *words;    /* those of all blocks, one block behind another; within one each stands once */
    Py_ssize_t *ends;  /* where in `words` each block's end */
    int32_t *last_in;  /* the last block that each word was met in, counted from 1 */
    Py_ssize_t count, words_made, words_room, numbers_made, numbers_room;
} Blocks;

/* Room for one more number of a row, which grows by halves. Returns 0, or -1 with an exception set. */
static int
make_room(int32_t **row, Py_ssize_t made, Py_ssize_t *room)
{
    if (made < *room)
        return 0;
    Py_ssize_t more = *room + *room / 2 + 256;
    int32_t *moved = made < INT32_MAX ? PyMem_Realloc(*row, (size_t)more * sizeof(int32_t)) : NULL;
    if (moved == NULL) {
        PyErr_NoMemory();
        return -1;
    }
    *row = moved;
    *room = more;
    return 0;
}

/* The number of a word, a new one when it was not met; -1 with an exception set on error. */
static int32_t
number_of(Blocks *blocks, PyObject *word)
{
    PyObject *known = PyDict_GetItemWithError(blocks->numbers, word);
    if (known != NULL)
        return (int32_t)PyLong_AsLong(known);
    if (PyErr_Occurred() || make_room(&blocks->last_in, blocks->numbers_made, &blocks->numbers_room) < 0)
        return -1;
    PyObject *made = PyLong_FromSsize_t(blocks->numbers_made);
    int failed = made == NULL || PyDict_SetItem(blocks->numbers, word, made) < 0;
    Py_XDECREF(made);
    if (failed)
        return -1;
    blocks->last_in[blocks->numbers_made] = 0;
    return (int32_t)blocks->numbers_made++;
}

/* Note that a block holds a word. Takes the word over. Returns 0, or -1 with an exception set. */
static int
note(Blocks *blocks, Py_ssize_t block, PyObject *word)
{
    int32_t number = word == NULL ? -1 : number_of(blocks, word);
    Py_XDECREF(word);
    if (number < 0)
        return -1;
    if (blocks->last_in[number] == (int32_t)block + 1)
        return 0;
    blocks->last_in[number] = (int32_t)block + 1;
    if (make_room(&blocks->words, blocks->words_made, &blocks->words_room) < 0)
        return -1;
    blocks->words[blocks->words_made++] = number;
    return 0;
}

/* Note the long words of a block's text. Returns 1, or 0 when it is read in Python, or -1 with an exception set. */
static int
note_all(Blocks *blocks, Py_ssize_t block, PyObject *given)
{
    Text text;
    int taken = take_text(given, &text), bytes;
    Py_ssize_t characters, digits = 0;
    if (taken <= 0)
        return taken;
    for (const unsigned char *at = text.at; at < text.end; at += bytes) {
        if (kind_at(at, &bytes) == STRANGE)
            return 0;
    }
    while (text.at < text.end) {
        if (!(kind_at(text.at, &bytes) & IN_WORD)) {
            text.at += bytes;
            continue;
        }
        const unsigned char *from = text.at;
        text.at = end_of_word(from, &characters, &digits);
        if (characters >= LONG_WORD
            && note(blocks, block, word_of(blocks->state, (const char *)from, text.at - from)) < 0)
            return -1;
    }
    return 1;
}

/* Note the words that Python cuts a text into. Returns 0, or -1 with an exception set. */
static int
note_cut(Blocks *blocks, Py_ssize_t block, PyObject *text, PyObject *cut)
{
    PyObject *words = PyObject_CallFunctionObjArgs(cut, text, NULL);
    PyObject *each = words == NULL ? NULL : PyObject_GetIter(words), *word;
    int failed = each == NULL;
    while (!failed && (word = PyIter_Next(each)) != NULL) {
        if (PyUnicode_GetLength(word) < LONG_WORD)
            Py_DECREF(word);
        else
            failed = note(blocks, block, word) < 0;
    }
    Py_XDECREF(each);
    Py_XDECREF(words);
    return failed || PyErr_Occurred() ? -1 : 0;
}

/* Add `by` to how often each word of a block was counted. */
static void
count_words(const Blocks *blocks, Py_ssize_t block, int32_t *times, int32_t by)
{
    for (Py_ssize_t i = block ? blocks->ends[block - 1] : 0; i < blocks->ends[block]; i++)
        times[blocks->words[i]] += by;
}

/* The share of a block's words that were counted more often than `own`; by their weights, where there are some.
 * -1 of a block without words. */
static double
share(const Blocks *blocks, Py_ssize_t block, const int32_t *times, int32_t own, const int64_t *weights)
{
    int64_t known = 0, all = 0;
    for (Py_ssize_t i = block ? blocks->ends[block - 1] : 0; i < blocks->ends[block]; i++) {
        int32_t word = blocks->words[i];
        int64_t weight = weights == NULL ? 1 : weights[word];
        all += weight;
        known += times[word] > own ? weight : 0;
    }
    return all ? (double)known / (double)all : -1.0;
}

/* Make a column of numbers, one a block; NULL with an exception set on error. */
static PyObject *
as_list(const double *column, Py_ssize_t count)
{
    PyObject *list = PyList_New(count);
    for (Py_ssize_t i = 0; list != NULL && i < count; i++) {
        PyObject *number = PyFloat_FromDouble(column[i]);
        if (number == NULL)
            Py_CLEAR(list);
        else
            PyList_SetItem(list, i, number);
    }
    return list;
}

/* What each block shares with the run of prose, as words and by their rarity. `times` are three rows of zeros. */
static void
share_with_run(const Blocks *blocks, const uint8_t *prose, Py_ssize_t first, Py_ssize_t end, int32_t *times,
               int64_t *weights, double *shares, double *rare)
{
    int32_t *of_all = times, *of_run = times + blocks->numbers_made, *of_prose = of_run + blocks->numbers_made;
    for (Py_ssize_t block = 0; block < blocks->count; block++) {
        int within = first <= block && block < end;
        count_words(blocks, block, of_all, 1);
        if (within)
            count_words(blocks, block, of_run, 1);
        if (within && prose[block])
            count_words(blocks, block, of_prose, 1);
    }
    for (Py_ssize_t word = 0; word < blocks->numbers_made; word++)
        weights[word] = llrint(PARTS * log((double)(blocks->count + 1) / of_all[word]));
    for (Py_ssize_t block = 0; block < blocks->count; block++) {
        int within = first <= block && block < end;
        shares[block] = share(blocks, block, of_run, within, NULL);
        rare[block] = share(blocks, block, of_prose, within && prose[block], weights);
    }
}

/* What each block shares with the last blocks of prose, going over them from a block by steps of 1 or -1. */
static void
share_on_the_way(const Blocks *blocks, const uint8_t *prose, Py_ssize_t from, int step, int32_t *times, double *column)
{
    Py_ssize_t last[CLOSE], met = 0;
    memset(times, 0, (size_t)blocks->numbers_made * sizeof(int32_t));
    for (Py_ssize_t block = from; block >= 0 && block < blocks->count; block += step) {
        column[block] = share(blocks, block, times, 0, NULL);
        if (!prose[block])
            continue;
        if (met >= CLOSE)
            count_words(blocks, last[met % CLOSE], times, -1);
        count_words(blocks, block, times, 1);
        last[met++ % CLOSE] = block;
    }
}

/* The four columns of `shares`; NULL with an exception set on error. */
static PyObject *
columns_of(const Blocks *blocks, const uint8_t *prose, Py_ssize_t first, Py_ssize_t end)
{
    int32_t *times = PyMem_Calloc(3 * (size_t)blocks->numbers_made + 1, sizeof(int32_t));
    int64_t *weights = PyMem_Calloc((size_t)blocks->numbers_made + 1, sizeof(int64_t));
    double *column = PyMem_Calloc(4 * (size_t)blocks->count + 1, sizeof(double));
    PyObject *columns = NULL;
    if (times == NULL || weights == NULL || column == NULL)
        PyErr_NoMemory();
    else {
        double *rare = column + blocks->count, *before = rare + blocks->count, *after = before + blocks->count;
        share_with_run(blocks, prose, first, end, times, weights, column, rare);
        share_on_the_way(blocks, prose, 0, 1, times, before);
        share_on_the_way(blocks, prose, blocks->count - 1, -1, times, after);
        columns = PyTuple_New(4);
        for (int i = 0; i < 4 && columns != NULL; i++) {
            PyObject *list = as_list(column + i * blocks->count, blocks->count);
            if (list == NULL || PyTuple_SetItem(columns, i, list) < 0)
                Py_CLEAR(columns);
        }
    }
    PyMem_Free(times);
    PyMem_Free(weights);
    PyMem_Free(column);
    return columns;
}

/* Note the words of all blocks, and which of them are prose. Returns 0, or -1 with an exception set. */
static int
note_blocks(Blocks *blocks, uint8_t *prose, PyObject *texts, PyObject *masses, PyObject *cut)
{
    for (Py_ssize_t block = 0; block < blocks->count; block++) {
        PyObject *text = PySequence_GetItem(texts, block), *mass = PySequence_GetItem(masses, block);
        int is_prose = mass == NULL ? -1 : PyObject_IsTrue(mass);
        int noted = text == NULL || is_prose < 0 ? -1 : note_all(blocks, block, text);
        if (noted == 0)
            noted = note_cut(blocks, block, text, cut);
        Py_XDECREF(text);
        Py_XDECREF(mass);
        if (noted < 0)
            return -1;
        prose[block] = (uint8_t)is_prose;
        blocks->ends[block] = blocks->words_made;
    }
    return 0;
}

PyDoc_STRVAR(shares_doc,
"shares(texts, prose, first, end, cut) -> tuple[list[float], list[float], list[float], list[float]]\n\n"
"What each block's words share with the run of prose, by their rarity too, and with the prose before and after.");

static PyObject *
shares(PyObject *module, PyObject *args)
{
    PyObject *texts, *masses, *cut, *columns = NULL;
    Py_ssize_t first, end;
    if (!PyArg_ParseTuple(args, "OOnnO", &texts, &masses, &first, &end, &cut))
        return NULL;
    Blocks blocks = {.state = PyModule_GetState(module), .count = PySequence_Size(texts)};
    if (blocks.count < 0)
        return NULL;
    if (blocks.count >= INT32_MAX)
        return PyErr_NoMemory();
    uint8_t *prose = PyMem_Calloc((size_t)blocks.count + 1, 1);
    blocks.ends = PyMem_Calloc((size_t)blocks.count + 1, sizeof(Py_ssize_t));
    blocks.numbers = PyDict_New();
    if (prose == NULL || blocks.ends == NULL)
        PyErr_NoMemory();
    else if (blocks.numbers != NULL && note_blocks(&blocks, prose, texts, masses, cut) == 0)
        columns = columns_of(&blocks, prose, first, end);
    PyMem_Free(prose);
    PyMem_Free(blocks.ends);
    PyMem_Free(blocks.words);
    PyMem_Free(blocks.last_in);
    Py_XDECREF(blocks.numbers);
    return columns;
}

static PyMethodDef functions[] = {
    {"counts", counts, METH_O, counts_doc},
    {"cue_words", cue_words, METH_O, cue_words_doc},
    {"shares", shares, METH_VARARGS, shares_doc},
    {NULL, NULL, 0, NULL},
};

static int
fill_module(PyObject *module)
{
    State *state = PyModule_GetState(module);
    fill_ascii_kinds();
    state->known = PyMem_Calloc(KNOWN_WORDS, sizeof(Known));
    state->copyright = PyUnicode_FromString("\xc2\xa9");
    if (state->known == NULL)
        PyErr_NoMemory();
    return state->known == NULL || state->copyright == NULL ? -1 : 0;
}

static void
free_module(void *module)
{
    State *state = PyModule_GetState(module);
    for (int i = 0; state->known != NULL && i < KNOWN_WORDS; i++)
        Py_XDECREF(state->known[i].word);
    PyMem_Free(state->known);
    Py_XDECREF(state->copyright);
}

static PyModuleDef_Slot module_slots[] = {
    {Py_mod_exec, fill_module},
    {0, NULL},
};

static struct PyModuleDef module = {
    PyModuleDef_HEAD_INIT,
    .m_name = "_words",
    .m_doc = "Cutting, counting and comparing words, compiled.",
    .m_size = sizeof(State),
    .m_methods = functions,
    .m_slots = module_slots,
    .m_free = free_module,
};

PyMODINIT_FUNC
PyInit__words(void)
{
    return PyModuleDef_Init(&module);
}
