"""The guest's side of the sandbox: what stands between a host that sends text and code that may lie.

Nothing here is a security boundary (see docs/security.md); it exists for clear answers. The host holds one callable,
`entry`, made before the checkpoint: text in, JSON text out.
"""
