# Runs as an inspection: compiles programs with and without the rewrite and compares where things stand.
import ast, dis, json, sys
from strategic_runtime import failures, rewrite

KINDS = ("CALL", "CALL_KW", "CALL_FUNCTION_EX", "LOAD_ATTR", "BINARY_OP", "COMPARE_OP", "BINARY_SUBSCR", "RAISE_VARARGS", "STORE_ATTR", "IMPORT_NAME", "IMPORT_FROM")


def compiled(code, with_rewrite):
    tree = ast.parse(code, failures.FILE)
    tail = None
    if tree.body and isinstance(tree.body[-1], ast.Expr):
        tail = ast.Expression(tree.body.pop().value)
    if with_rewrite:
        tree, tail = rewrite.rewrite(tree, tail)
    parts = [compile(tree, failures.FILE, "exec", dont_inherit=True)]
    if tail is not None:
        parts.append(compile(tail, failures.FILE, "eval", dont_inherit=True))
    return parts


def places(codes):
    found, todo = set(), list(codes)
    while todo:
        code = todo.pop()
        todo += [c for c in code.co_consts if hasattr(c, "co_code")]
        # `.indices` is read by a call instead.
        for instruction in dis.get_instructions(code):
            if instruction.opname in KINDS:
                p = instruction.positions
                found.add(("read or call" if instruction.opname.startswith(("LOAD_ATTR", "CALL")) else instruction.opname, p.lineno, p.col_offset))
    return found


def failure(codes, code):
    import linecache, numpy, pandas

    linecache.cache[failures.FILE] = (len(code), None, code.splitlines(True), failures.FILE)
    scope = {"__name__": "__main__", "np": numpy, "pd": pandas}
    try:
        for part in codes:
            exec(part, scope)
    except BaseException as error:
        said = failures.describe(error, code)
        import traceback

        # Frames of the runtime's own wrappers are left out; the carets under the guest's lines are not.
        kept = [f for f in traceback.extract_tb(error.__traceback__) if f.filename == failures.FILE]
        return [said["type"], said["message"], said["line"], said["column"], said["source"], "".join(traceback.format_list(kept))]
    return None


answers = []
for code, runs in json.loads(input):
    plain, rewritten = compiled(code, False), compiled(code, True)
    lost = sorted(map(str, places(plain) - places(rewritten)))
    answers.append({"lost": lost, "plain": failure(plain, code) if runs else None, "rewritten": failure(rewritten, code) if runs else None})
output = json.dumps(answers)
