"""A persistent Jupyter kernel. A line of JSON with code comes in, a line with the text of its last expression goes out."""

import json
import sys

from jupyter_client.manager import KernelManager

manager = KernelManager(kernel_name="python3")
manager.start_kernel()
client = manager.client()
client.start_channels()
client.wait_for_ready(timeout=60)
print(json.dumps("ready"), flush=True)
for line in sys.stdin:
    message = client.execute(json.loads(line))
    text = None
    while True:
        answer = client.get_iopub_msg(timeout=60)
        if answer["parent_header"].get("msg_id") != message:
            continue
        kind, content = answer["msg_type"], answer["content"]
        if kind == "execute_result":
            text = content["data"]["text/plain"]
        elif kind == "error":
            text = "error: " + content["evalue"]
        elif kind == "status" and content["execution_state"] == "idle":
            break
    print(json.dumps(text), flush=True)
client.stop_channels()
manager.shutdown_kernel(now=True)
