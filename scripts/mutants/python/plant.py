"""Every small fault that can be planted in a Python file, one at a time, as text.

Text and not a tree is changed, so that the report shows the line as it stands and what it became. What is planted: comparisons
at their boundary and turned round, `and` for `or`, conditions that always or never hold, a sign or a `not` lost, one operator for
its counterpart, whole numbers one off, True for False, a bound of a slice lost, a return without its value, a loop that never
runs, a statement left out. Left alone: docstrings, annotations, imports, `__all__`, and first assignments, whose loss is a NameError at once.
"""
import ast
from dataclasses import dataclass

COMPARISONS = {
    ast.Lt: (ast.LtE, ast.GtE), ast.LtE: (ast.Lt, ast.Gt), ast.Gt: (ast.GtE, ast.LtE), ast.GtE: (ast.Gt, ast.Lt),
    ast.Eq: (ast.NotEq,), ast.NotEq: (ast.Eq,), ast.Is: (ast.IsNot,), ast.IsNot: (ast.Is,), ast.In: (ast.NotIn,), ast.NotIn: (ast.In,),
}
OPERATORS = {
    ast.Add: ast.Sub, ast.Sub: ast.Add, ast.Mult: ast.Div, ast.Div: ast.Mult, ast.FloorDiv: ast.Mult, ast.Pow: ast.Mult,
    ast.BitAnd: ast.BitOr, ast.BitOr: ast.BitAnd, ast.LShift: ast.RShift, ast.RShift: ast.LShift,
}
DROPPED = (ast.Expr, ast.AugAssign, ast.Raise, ast.Continue, ast.Break, ast.Delete, ast.Assign)


@dataclass(frozen=True)
class Mutant:
    line: int
    source: str  # the text of its first line, stripped
    before: str
    after: str
    text: str  # the whole file


def mutants(text):
    """In the order of the file. Each differs from `text` in one place, and compiles."""
    tree = ast.parse(text)
    found, seen = [], {text}
    for node, after in sorted(_changes(tree), key=lambda change: (change[0].lineno, change[0].col_offset)):
        mutant = _planted(text, node, after)
        if mutant.text not in seen and _compiles(mutant.text):
            seen.add(mutant.text)
            found.append(mutant)
    return found


def _planted(text, node, after):
    lines = text.split("\n")
    starts = [0]
    raw = text.encode()
    for line in lines:
        starts.append(starts[-1] + len(line.encode()) + 1)
    start, end = starts[node.lineno - 1] + node.col_offset, starts[node.end_lineno - 1] + node.end_col_offset
    before = raw[start:end].decode()
    return Mutant(node.lineno, lines[node.lineno - 1].strip(), before, after, (raw[:start] + after.encode() + raw[end:]).decode())


def _compiles(text):
    try:
        compile(text, "<mutant>", "exec")
    except (SyntaxError, ValueError):
        return False
    return True


def _changes(tree):
    """(node, the text that takes its place)"""
    skipped = _left_alone(tree)
    bound = _bound_before(tree)
    for node in ast.walk(tree):
        if id(node) in skipped:
            continue
        for after in _of_expression(node):
            yield node, after if isinstance(after, str) else "(%s)" % ast.unparse(after)
        yield from _of_condition(node)
        if isinstance(node, DROPPED) and not (isinstance(node, ast.Assign) and id(node) not in bound):
            yield node, "pass"
        if isinstance(node, ast.Return) and node.value is not None and not (isinstance(node.value, ast.Constant) and node.value.value is None):
            yield node, "return None"
        if isinstance(node, ast.For):
            yield node.iter, "()"


def _of_condition(node):
    if isinstance(node, (ast.If, ast.IfExp)):
        yield node.test, "True"
        yield node.test, "False"
    elif isinstance(node, ast.While) and not isinstance(node.test, ast.Constant):
        yield node.test, "False"
    elif isinstance(node, ast.comprehension):
        for test in node.ifs:
            yield test, "True"
            yield test, "False"


def _of_expression(node):
    if isinstance(node, ast.Compare):
        for place, operator in enumerate(node.ops):
            for other in COMPARISONS[type(operator)]:
                yield ast.Compare(node.left, [*node.ops[:place], other(), *node.ops[place + 1 :]], node.comparators)
    elif isinstance(node, ast.BoolOp):
        yield ast.BoolOp(ast.Or() if isinstance(node.op, ast.And) else ast.And(), node.values)
    elif isinstance(node, ast.UnaryOp) and isinstance(node.op, (ast.Not, ast.USub)):
        yield node.operand
    elif isinstance(node, ast.BinOp) and type(node.op) in OPERATORS and not _is_text(node.left) and not _is_text(node.right):
        yield ast.BinOp(node.left, OPERATORS[type(node.op)](), node.right)
    elif isinstance(node, ast.AugAssign) and type(node.op) in OPERATORS:
        yield ast.unparse(ast.AugAssign(node.target, OPERATORS[type(node.op)](), node.value))
    elif isinstance(node, ast.Constant) and type(node.value) is bool:
        yield str(not node.value)
    elif isinstance(node, ast.Constant) and type(node.value) is int:
        yield str(node.value + 1)
        yield str(node.value - 1)
    elif isinstance(node, ast.Subscript) and isinstance(node.slice, ast.Slice):
        for part in ("lower", "upper", "step"):
            if getattr(node.slice, part) is not None:
                kept = {name: getattr(node.slice, name) for name in ("lower", "upper", "step") if name != part}
                yield ast.Subscript(node.value, ast.Slice(**kept), node.ctx)


def _is_text(node):
    return isinstance(node, ast.JoinedStr) or isinstance(node, ast.Constant) and isinstance(node.value, str)


def _left_alone(tree):
    found = set()

    def leave(node):
        found.update(id(part) for part in ast.walk(node))

    for node in ast.walk(tree):
        if isinstance(node, (ast.Module, ast.ClassDef, ast.FunctionDef)) and ast.get_docstring(node, clean=False) is not None:
            leave(node.body[0])
        if isinstance(node, (ast.Import, ast.ImportFrom)):
            leave(node)
        if isinstance(node, ast.Assign) and any(isinstance(target, ast.Name) and target.id == "__all__" for target in node.targets):
            leave(node)
        for annotation in (getattr(node, "annotation", None), getattr(node, "returns", None)):
            if annotation is not None:
                leave(annotation)
        if isinstance(node, ast.JoinedStr):
            # What stands in the braces is left: a format's digits are no behaviour.
            found.update(id(part) for part in ast.walk(node) if isinstance(part, ast.Constant))
    return found


def _bound_before(tree):
    """Assignments that may be left out without a NameError: to an attribute or an item, or to a name that is bound already."""
    found = set()
    for function in ast.walk(tree):
        if not isinstance(function, ast.FunctionDef):
            continue
        names = {argument.arg for argument in ast.walk(function.args) if isinstance(argument, ast.arg)}
        body = [node for statement in function.body for node in ast.walk(statement)]
        for node in sorted((node for node in body if isinstance(node, ast.Assign)), key=lambda node: node.lineno):
            targets = [part for target in node.targets for part in ast.walk(target) if isinstance(getattr(part, "ctx", None), ast.Store)]
            plain = {target.id for target in targets if isinstance(target, ast.Name)}
            if plain <= names or not plain:
                found.add(id(node))
            names |= plain
    return found
