"""Jupyter's own test suite for kernels, jupyter_kernel_test, with samples in Java. Usage: conformance.py KERNEL

The suite waits a tenth of a second for what a kernel publishes and takes silence for the end of it. Here it waits as
long as it takes, so that it tells the same on a busy machine: it asks the kernel something and waits for the answer."""

import sys
import unittest

import jupyter_kernel_test
from jupyter_client.utils import run_sync

PATIENCE = 60
KERNEL = sys.argv[1]


class JavaTests(jupyter_kernel_test.KernelTests):
    kernel_name = KERNEL
    language_name = "java"
    file_extension = ".java"
    code_hello_world = 'System.out.println("hello, world");'
    code_stderr = 'System.err.println("oops");'
    completion_samples = [
        {"text": "System.out.printl", "matches": {"println("}},
        {"text": '"abc".isBl', "matches": {"isBlank()"}},
        {"text": "%loadF", "matches": {"%loadFromPOM"}},
    ]
    complete_code_samples = [
        "1 + 1",
        "int x = 5;",
        'System.out.println("a");',
        "class A { int f() { return 1; } }",
        "for (int i = 0; i < 3; i++) { }",
        "int f(int a) { return a; }",
        "%time 1 + 1",
    ]
    incomplete_code_samples = ["for (int i = 0; i < 3; i++) {", "class A {", "int f(int a) {", "foo(1,", "int x ="]
    invalid_code_samples = ["int x = ;", "1 +* 2", ")"]
    code_generate_error = 'throw new RuntimeException("boom");'
    code_execute_result = [
        {"code": "1 + 2", "result": "3"},
        {"code": '"ab" + "cd"', "result": "abcd"},
        {"code": "int hx = 6; hx * 7", "result": "42"},
    ]
    code_display_data = [
        {"code": 'display("<b>x</b>", "text/html");', "mime": "text/html"},
        {"code": "display(new java.awt.image.BufferedImage(4, 4, 1));", "mime": "image/png"},
    ]
    code_inspect_sample = "Math.max("
    code_history_pattern = "1*"
    supported_history_operations = ("tail", "range", "search")
    code_clear_output = "clearOutput();"

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        published = cls.kc.iopub_channel.get_msg
        cls.kc.iopub_channel.get_msg = lambda timeout=None: published(timeout=PATIENCE)

    def flush_channels(self):
        barrier = self.kc.kernel_info()
        while True:
            reply = self.kc.get_shell_msg(timeout=PATIENCE)
            jupyter_kernel_test.validate_message(reply)
            if reply["parent_header"].get("msg_id") == barrier:
                break
        while True:
            message = run_sync(self.kc.iopub_channel.get_msg)()
            jupyter_kernel_test.validate_message(message)
            last = message["parent_header"].get("msg_id") == barrier
            if last and message["content"].get("execution_state") == "idle":
                break


def run():
    result = unittest.TextTestRunner(verbosity=2).run(unittest.defaultTestLoader.loadTestsFromTestCase(JavaTests))
    skipped = [test.id().split(".")[-1] for test, _ in result.skipped]
    if not result.wasSuccessful() or result.testsRun != 12 or skipped != ["test_pager"]:
        sys.exit(f"of {result.testsRun} tests, skipped: {skipped}")


if __name__ == "__main__":
    jupyter_kernel_test.TIMEOUT = PATIENCE
    run()
