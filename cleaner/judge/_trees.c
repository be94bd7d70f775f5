/* Walking down a forest of decision trees, for cleaner/judge/forest.py: the same answers as its plain Python
 * gives, in about an eighth of the time. It is built when there is a C compiler and left out when there is none.
 *
 * A walk ends in a leaf; each split on the way adds what it changes the mean by to the term of its feature's
 * family (Saabas 2014). All numbers are whole thousandths of log-odds. Written to the stable ABI of Python 3.11.
 */

#define PY_SSIZE_T_CLEAN
#include <Python.h>
#include <stdint.h>
#include <string.h>

enum { LOW, HIGH };
enum { FEATURE, EDGE, MEAN, BELOW };  /* the parts of a split in the JSON; two subtrees stand from BELOW on */
#define LEAF 0     /* the split that every leaf stands for: it leads back to itself and changes nothing */
#define TOGETHER 8 /* blocks that go down a tree side by side */

typedef struct {
    double edge;       /* a value up to it goes the low way */
    int32_t feature;
    int32_t family;
    int32_t next[2];   /* the split below, LOW and HIGH */
    int32_t change[2]; /* of the mean, on that way */
} Split;

typedef struct {
    PyObject_HEAD
    Split *splits;
    int32_t *roots;    /* the uppermost split of each tree that has one */
    int32_t *families; /* the family of each feature */
    Py_ssize_t splits_made, splits_room, root_count, feature_count, family_count;
    long mean;         /* what all trees start from, added up */
} Trees;

/* Room for one more split: its number, or LEAF with an exception set. */
static int32_t
new_split(Trees *self)
{
    if (self->splits_made == self->splits_room) {
        Py_ssize_t room = self->splits_room ? 2 * self->splits_room : 256;
        Split *more = room <= INT32_MAX ? PyMem_Realloc(self->splits, (size_t)room * sizeof(Split)) : NULL;
        if (more == NULL) {
            PyErr_NoMemory();
            return LEAF;
        }
        self->splits = more;
        self->splits_room = room;
    }
    return (int32_t)self->splits_made++;
}

/* A part of a split that is a number. Sets an exception when it is none. */
static long
whole(PyObject *node, Py_ssize_t part)
{
    PyObject *value = PySequence_GetItem(node, part);
    long number = value == NULL ? -1 : PyLong_AsLong(value);
    Py_XDECREF(value);
    return number;
}

/* The mean at a node, which is the value of a leaf. */
static long
mean_of(PyObject *node)
{
    return PyLong_Check(node) ? PyLong_AsLong(node) : whole(node, MEAN);
}

/* Take in a node and what is below it: the number of its split, or LEAF. On error that is LEAF with an exception set, so
 * the caller asks PyErr_Occurred after a LEAF. */
static int32_t
take_in(Trees *self, PyObject *node)
{
    if (PyLong_Check(node))
        return LEAF;
    int32_t number = new_split(self);
    if (number == LEAF)
        return LEAF;
    long feature = whole(node, FEATURE), mean = whole(node, MEAN);
    PyObject *edge = PyErr_Occurred() ? NULL : PySequence_GetItem(node, EDGE);
    if (edge == NULL)
        return LEAF;
    Split split = {.edge = PyFloat_AsDouble(edge), .feature = (int32_t)feature};
    Py_DECREF(edge);
    if (PyErr_Occurred())
        return LEAF;
    if (feature < 0 || feature >= self->feature_count) {
        PyErr_Format(PyExc_ValueError, "a tree of the block model asks for feature %ld of %zd", feature,
                     self->feature_count);
        return LEAF;
    }
    split.family = self->families[feature];
    if (Py_EnterRecursiveCall(" in a tree of the block model"))
        return LEAF;
    for (int way = LOW; way <= HIGH && !PyErr_Occurred(); way++) {
        PyObject *below = PySequence_GetItem(node, BELOW + way);
        if (below == NULL)
            break;
        long long change = (long long)mean_of(below) - mean;
        if (!PyErr_Occurred() && (change < INT32_MIN || change > INT32_MAX))
            PyErr_SetString(PyExc_OverflowError, "a value in a tree of the block model is too large");
        split.change[way] = (int32_t)change;
        if (!PyErr_Occurred())
            split.next[way] = take_in(self, below);
        Py_DECREF(below);
    }
    Py_LeaveRecursiveCall();
    self->splits[number] = split;
    return PyErr_Occurred() ? LEAF : number;
}

/* Take in the family of each feature. Returns 0, or -1 with an exception set. */
static int
take_families(Trees *self, PyObject *families)
{
    self->feature_count = PySequence_Size(families);
    if (self->feature_count < 0)
        return -1;
    self->families = PyMem_Calloc((size_t)self->feature_count + 1, sizeof(int32_t));
    if (self->families == NULL) {
        PyErr_NoMemory();
        return -1;
    }
    for (Py_ssize_t i = 0; i < self->feature_count; i++) {
        long family = whole(families, i);
        if (PyErr_Occurred())
            return -1;
        if (family < 0 || family >= INT32_MAX) {
            PyErr_SetString(PyExc_ValueError, "families are numbered from 0");
            return -1;
        }
        self->families[i] = (int32_t)family;
        if (family >= self->family_count)
            self->family_count = family + 1;
    }
    return 0;
}

/* Make the split that stands for every leaf. Returns 0, or -1 with an exception set. */
static int
take_leaf(Trees *self)
{
    int32_t number = new_split(self);
    if (PyErr_Occurred())
        return -1;
    self->splits[number] = (Split){.next = {LEAF, LEAF}};
    return 0;
}

/* Take in the trees. Returns 0, or -1 with an exception set. */
static int
take_trees(Trees *self, PyObject *trees)
{
    Py_ssize_t count = PySequence_Size(trees);
    if (count < 0)
        return -1;
    self->roots = PyMem_Calloc((size_t)count + 1, sizeof(int32_t));
    if (self->roots == NULL) {
        PyErr_NoMemory();
        return -1;
    }
    for (Py_ssize_t i = 0; i < count; i++) {
        PyObject *tree = PySequence_GetItem(trees, i);
        if (tree == NULL)
            return -1;
        int32_t root = take_in(self, tree);
        if (!PyErr_Occurred())
            self->mean += mean_of(tree);
        Py_DECREF(tree);
        if (PyErr_Occurred())
            return -1;
        if (root != LEAF)
            self->roots[self->root_count++] = root;
    }
    return 0;
}

static PyObject *
trees_new(PyTypeObject *type, PyObject *args, PyObject *kwargs)
{
    PyObject *families, *trees;
    static char *names[] = {"families", "trees", NULL};
    if (!PyArg_ParseTupleAndKeywords(args, kwargs, "OO", names, &families, &trees))
        return NULL;
    allocfunc allocate = (allocfunc)PyType_GetSlot(type, Py_tp_alloc);
    Trees *self = (Trees *)allocate(type, 0);
    if (self != NULL && (take_families(self, families) < 0 || take_leaf(self) < 0 || take_trees(self, trees) < 0)) {
        Py_DECREF(self);
        return NULL;
    }
    return (PyObject *)self;
}

static void
trees_dealloc(Trees *self)
{
    PyTypeObject *type = Py_TYPE((PyObject *)self);
    PyMem_Free(self->splits);
    PyMem_Free(self->roots);
    PyMem_Free(self->families);
    ((freefunc)PyType_GetSlot(type, Py_tp_free))(self);
    Py_DECREF(type);
}

/* Write one feature's value of each block into a table of one row a block. Returns 0, or -1 with an exception set. */
static int
fill(const Trees *self, double *table, Py_ssize_t feature, PyObject *column, Py_ssize_t count)
{
    for (Py_ssize_t row = 0; row < count; row++) {
        PyObject *value = PySequence_GetItem(column, row);
        if (value == NULL)
            return -1;
        double number = PyFloat_AsDouble(value);
        Py_DECREF(value);
        if (number == -1.0 && PyErr_Occurred())
            return -1;
        table[row * self->feature_count + feature] = number;
    }
    return 0;
}

/* Add up what the splits on some blocks' ways down all trees are worth, by family. The blocks go down each tree side
 * by side: the processor need not wait for one to know where the next goes. Who has come to a leaf goes round there. */
static void
walk(const Trees *self, const double *table, Py_ssize_t rows, int32_t *terms)
{
    const double *values[TOGETHER];
    int32_t *own[TOGETHER];
    for (Py_ssize_t row = 0; row < TOGETHER; row++) { /* the places left over go the first one's way once more */
        values[row] = table + (row < rows ? row : 0) * self->feature_count;
        own[row] = terms + row * self->family_count;
    }
    for (Py_ssize_t tree = 0; tree < self->root_count; tree++) {
        int32_t at[TOGETHER], on_the_way;
        for (int row = 0; row < TOGETHER; row++)
            at[row] = self->roots[tree];
        do {
            on_the_way = 0;
            for (int row = 0; row < TOGETHER; row++) {
                const Split *split = &self->splits[at[row]];
                int way = values[row][split->feature] <= split->edge ? LOW : HIGH;
                own[row][split->family] += split->change[way];
                at[row] = split->next[way];
                on_the_way |= at[row];
            }
        } while (on_the_way != LEAF);
    }
}

/* The terms of most weight on the side that won, each with its family: the largest of a score above 0, the smallest of
 * others; of equal ones the first. Takes the ones it names out of `terms`. NULL with an exception set on error. */
static PyObject *
largest(const Trees *self, int32_t *terms, int above, Py_ssize_t most)
{
    PyObject *named = PyTuple_New(most < self->family_count ? most : self->family_count);
    const int32_t out = above ? INT32_MIN : INT32_MAX;
    for (Py_ssize_t i = 0; named != NULL && i < PyTuple_Size(named); i++) {
        Py_ssize_t best = 0;
        for (Py_ssize_t family = 1; family < self->family_count; family++)
            best = (above ? terms[family] > terms[best] : terms[family] < terms[best]) ? family : best;
        PyObject *pair = Py_BuildValue("nl", best, (long)terms[best]);
        terms[best] = out;
        if (pair == NULL)
            Py_CLEAR(named);
        else
            PyTuple_SetItem(named, i, pair);
    }
    return named;
}

/* The score of a block and its largest terms; NULL with an exception set on error. */
static PyObject *
opinion(const Trees *self, int32_t *terms, long base, Py_ssize_t most)
{
    long long score = base;
    for (Py_ssize_t family = 0; family < self->family_count; family++)
        score += terms[family];
    PyObject *named = largest(self, terms, score > 0, most);
    return named == NULL ? NULL : Py_BuildValue("LN", score, named);
}

/* The opinion of each row of a table of values, as a list; NULL with an exception set on error. */
static PyObject *
walk_all(const Trees *self, const double *table, int32_t *terms, Py_ssize_t count, long base, Py_ssize_t most)
{
    PyObject *rows = PyList_New(count);
    for (Py_ssize_t row = 0; rows != NULL && row < count; row++) {
        Py_ssize_t place = row % TOGETHER;
        if (place == 0) {
            memset(terms, 0, (size_t)(TOGETHER * self->family_count) * sizeof(int32_t));
            walk(self, table + row * self->feature_count, count - row, terms);
        }
        PyObject *own = opinion(self, terms + place * self->family_count, base, most);
        if (own == NULL)
            Py_CLEAR(rows);
        else
            PyList_SetItem(rows, row, own);
    }
    return rows;
}

PyDoc_STRVAR(opinions_doc,
"opinions(columns, count, base, most) -> list[tuple[int, tuple[tuple[int, int], ...]]]\n\n"
"The score of each block in thousandths of log-odds, and the families that moved it most with what they add.\n\n"
"Args:\n"
"    columns: for each feature its value of every block of the page.\n"
"    count: the number of blocks.\n"
"    base: what a score starts with.\n"
"    most: how many families are named: those that add most to a score above 0, that take most from others.");

static PyObject *
trees_opinions(Trees *self, PyObject *args)
{
    PyObject *columns;
    Py_ssize_t count, most;
    long base;
    if (!PyArg_ParseTuple(args, "Onln", &columns, &count, &base, &most))
        return NULL;
    Py_ssize_t given = PySequence_Size(columns);
    if (given < 0)
        return NULL;
    if (given != self->feature_count || count < 0 || most < 0) {
        PyErr_Format(PyExc_ValueError, "%zd columns for %zd features of %zd blocks, %zd families to name", given,
                     self->feature_count, count, most);
        return NULL;
    }
    double *table = PyMem_Calloc((size_t)count + 1, ((size_t)given + 1) * sizeof(double));
    int32_t *terms = PyMem_Calloc(TOGETHER, ((size_t)self->family_count + 1) * sizeof(int32_t));
    int failed = table == NULL || terms == NULL;
    if (failed)
        PyErr_NoMemory();
    for (Py_ssize_t feature = 0; !failed && feature < given; feature++) {
        PyObject *column = PySequence_GetItem(columns, feature);
        failed = column == NULL || fill(self, table, feature, column, count) < 0;
        Py_XDECREF(column);
    }
    PyObject *result = failed ? NULL : walk_all(self, table, terms, count, base, most);
    PyMem_Free(table);
    PyMem_Free(terms);
    return result;
}

static PyObject *
trees_mean(Trees *self, void *Py_UNUSED(closure))
{
    return PyLong_FromLong(self->mean);
}

static PyMethodDef trees_methods[] = {
    {"opinions", (PyCFunction)trees_opinions, METH_VARARGS, opinions_doc},
    {NULL, NULL, 0, NULL},
};

static PyGetSetDef trees_attributes[] = {
    {"mean", (getter)trees_mean, NULL, "What every block starts with: the sum of the trees' means.", NULL},
    {NULL, NULL, NULL, NULL, NULL},
};

PyDoc_STRVAR(trees_doc,
"Trees(families, trees)\n\n"
"Decision trees in the form of cleaner/weights/*.json, made ready to be walked down.\n\n"
"Args:\n"
"    families: for each feature the number of its family.\n"
"    trees: nested sequences; a leaf is its value, a split is [feature, edge, mean, low, high].\n\n"
"Raises TypeError, IndexError, ValueError or OverflowError when they are not that.");

static PyType_Slot trees_slots[] = {
    {Py_tp_doc, (void *)trees_doc},
    {Py_tp_new, trees_new},
    {Py_tp_dealloc, trees_dealloc},
    {Py_tp_methods, trees_methods},
    {Py_tp_getset, trees_attributes},
    {0, NULL},
};

static PyType_Spec trees_spec = {
    .name = "presscut.cleaner.judge._trees.Trees",
    .basicsize = sizeof(Trees),
    .flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_IMMUTABLETYPE,
    .slots = trees_slots,
};

static int
fill_module(PyObject *module)
{
    PyObject *type = PyType_FromModuleAndSpec(module, &trees_spec, NULL);
    int added = type == NULL ? -1 : PyModule_AddObjectRef(module, "Trees", type);
    Py_XDECREF(type);
    return added;
}

static PyModuleDef_Slot module_slots[] = {
    {Py_mod_exec, fill_module},
    {0, NULL},
};

static struct PyModuleDef module = {
    PyModuleDef_HEAD_INIT,
    .m_name = "_trees",
    .m_doc = "Walking down a forest of decision trees, compiled.",
    .m_slots = module_slots,
};

PyMODINIT_FUNC
PyInit__trees(void)
{
    return PyModuleDef_Init(&module);
}
