"""A real browser without a network: Chromium, driven over WebDriver's own protocol."""

from __future__ import annotations

import json
import subprocess
from base64 import b64decode
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.request import Request, urlopen

ARGUMENTS = [
    "--headless=new",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--hide-scrollbars",
    # Nothing can be looked up and nothing be reached.
    "--host-resolver-rules=MAP * ~NOTFOUND",
    "--proxy-server=127.0.0.1:9",
]


class Browser:
    """One session of a browser."""

    def __init__(self, port: int, width: int, height: int) -> None:
        self._address = f"http://127.0.0.1:{port}"
        options = {"args": [*ARGUMENTS, f"--window-size={width},{height}"]}
        wanted = {"goog:chromeOptions": options, "goog:loggingPrefs": {"browser": "ALL"}}
        made = self._ask("POST", "/session", {"capabilities": {"alwaysMatch": wanted}})
        self._session = f"/session/{made['sessionId']}"

    def open(self, path: Path, place: str = "") -> None:
        """Show a file, at a place in it."""
        self._ask("POST", f"{self._session}/url", {"url": path.resolve().as_uri() + place})

    def be_phone(self, width: int, height: int) -> None:
        """Have the screen of a phone, and fingers; a window alone does not get that narrow."""
        screen = {"width": width, "height": height, "deviceScaleFactor": 2, "mobile": True}
        self.tell("Emulation.setDeviceMetricsOverride", **screen)
        self.tell("Emulation.setTouchEmulationEnabled", enabled=True, maxTouchPoints=2)

    def tell(self, command: str, **params: Any) -> Any:
        """Have the browser do what only its developers' protocol knows."""
        content = {"cmd": command, "params": params}
        return self._ask("POST", f"{self._session}/goog/cdp/execute", content)

    def touch(self, *places: Sequence[tuple[float, float]]) -> None:
        """Fingers go down at the first places, then to each of the next, then up."""
        for kind, fingers in zip(["touchStart", *["touchMove"] * (len(places) - 1)], places, strict=True):
            points = [{"x": x, "y": y, "id": finger} for finger, (x, y) in enumerate(fingers)]
            self.tell("Input.dispatchTouchEvent", type=kind, touchPoints=points)
        self.tell("Input.dispatchTouchEvent", type="touchEnd", touchPoints=[])

    def press(self, keys: str) -> None:
        """Keys for whatever has the keyboard."""
        for key in keys:
            for kind in ("keyDown", "keyUp"):
                action = {"type": kind, "value": key}
                keyboard = {"type": "key", "id": "keyboard", "actions": [action]}
                self._ask("POST", f"{self._session}/actions", {"actions": [keyboard]})

    def back(self) -> None:
        """The way back in the history."""
        self._ask("POST", f"{self._session}/back", {})

    def run(self, script: str, *arguments: Any) -> Any:
        """The value a script returns; `arguments[0]` is the first argument."""
        content = {"script": script, "args": list(arguments)}
        return self._ask("POST", f"{self._session}/execute/sync", content)

    def click(self, selector: str) -> None:
        """Click an element the way a person does: where it is, if nothing is in front of it."""
        self._bring(selector)
        self._ask("POST", f"{self._session}/element/{self._element(selector)}/click", {})

    def _bring(self, selector: str) -> None:
        """Have an element in sight if it is not; what lies beyond gets its place only when it is seen."""
        script = (
            "const [selector, done] = arguments; const element = document.querySelector(selector);"
            "const { top, bottom } = element.getBoundingClientRect();"
            "if (top >= 0 && bottom <= innerHeight && !element.closest('aside')) return done();"
            "element.scrollIntoView({ block: 'center' });"
            "requestAnimationFrame(() => { element.scrollIntoView({ block: 'center' });"
            "requestAnimationFrame(() => done()); });"
        )
        self._ask("POST", f"{self._session}/execute/async", {"script": script, "args": [selector]})

    def type(self, selector: str, text: str) -> None:
        """Type into an element."""
        self._ask("POST", f"{self._session}/element/{self._element(selector)}/value", {"text": text})

    def complaints(self) -> list[str]:
        """What the browser wrote to its console: refusals of the policy, errors, failed requests."""
        entries = self._ask("POST", f"{self._session}/se/log", {"type": "browser"})
        return [entry["message"] for entry in entries]

    def picture(self, path: Path) -> None:
        """What is on the screen, as PNG."""
        path.write_bytes(b64decode(self._ask("GET", f"{self._session}/screenshot")))

    def close(self) -> None:
        self._ask("DELETE", self._session)

    def _element(self, selector: str) -> str:
        found = self._ask("POST", f"{self._session}/element", {"using": "css selector", "value": selector})
        return str(next(iter(found.values())))

    def _ask(self, method: str, path: str, content: Any = None) -> Any:
        data = None if content is None else json.dumps(content).encode()
        request = Request(self._address + path, data, {"Content-Type": "application/json"}, method=method)
        with urlopen(request, timeout=60) as answer:
            return json.load(answer)["value"]


@contextmanager
def browser(width: int = 1360, height: int = 860) -> Iterator[Browser]:
    """A browser for as long as it is needed."""
    driver = subprocess.Popen(["chromedriver", "--port=0"], stdout=subprocess.PIPE, text=True)
    assert driver.stdout is not None
    try:
        line = next(line for line in driver.stdout if "started successfully on port" in line)
        session = Browser(int(line.rstrip(".\n").rpartition(" ")[2]), width, height)
        yield session
        session.close()
    finally:
        driver.terminate()
        driver.wait(10)
        driver.stdout.close()
