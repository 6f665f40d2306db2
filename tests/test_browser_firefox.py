"""Firefox opens the same file: over WebDriver BiDi, without an error and without a request."""

import asyncio
import json
import re
import shutil
import subprocess

import pytest
from conftest import skip
from draw_frames import border_frame
from test_browser import _small_gazetteer  # noqa: F401 - a fixture
from tornado.websocket import websocket_connect

from geo.draw import draw_map, save_map

pytestmark = pytest.mark.browser

FIREFOX = shutil.which("firefox-esr") or shutil.which("firefox")
EVENTS = ["log.entryAdded", "network.beforeRequestSent"]
STARTED = re.compile(rb"WebDriver BiDi listening on (ws://\S+)")

# Move the brush as fast as the page draws and say how many pictures a worker was asked for, 9 at
# most: after a failure it is asked for none; and which incidents are shown.
BRUSH = """(async () => {
    const handle = document.querySelector(".geo-handle-stop");
    const { postMessage } = Worker.prototype;
    let [steps, jobs] = [0, 0];
    Worker.prototype.postMessage = function (data, ...rest) {
        jobs += "parts" in data;
        return postMessage.call(this, data, ...rest);
    };
    const step = () => {
        const key = steps++ % 2 ? "PageUp" : "PageDown";
        handle.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true }));
        return new Promise((done) => requestAnimationFrame(done));
    };
    handle.focus();
    while (jobs < 9 && steps < 400) await step();
    const asked = Math.min(jobs, 9);
    if (steps % 2 === 0) await step();
    await new Promise((done) => setTimeout(done, 500));
    return `${asked}: ${document.querySelector(".geo-count").innerText}`;
})()"""


class Session:
    """One BiDi connection: commands answered in order, events kept."""

    def __init__(self, socket):
        self.socket, self.number, self.events = socket, 0, []

    async def send(self, method, **params):
        self.number += 1
        command = {"id": self.number, "method": method, "params": params}
        await self.socket.write_message(json.dumps(command))
        while True:
            message = json.loads(await asyncio.wait_for(self.socket.read_message(), 60))
            if message.get("id") == self.number:
                assert message["type"] == "success", message
                return message["result"]
            self.events.append(message)

    async def evaluate(self, context, expression):
        answer = await self.send(
            "script.evaluate",
            expression=expression,
            target={"context": context},
            awaitPromise=True,
        )
        return answer["result"].get("value")


@pytest.fixture
def firefox(tmp_path):
    if not FIREFOX:
        skip("no Firefox")
    profile = tmp_path / "profile"
    profile.mkdir()
    command = [FIREFOX, "--headless", "--remote-debugging-port", "0", "--profile", str(profile)]
    with subprocess.Popen(command, stderr=subprocess.PIPE, stdout=subprocess.DEVNULL) as process:
        for line in process.stderr:
            if found := STARTED.search(line):
                yield found[1].decode()
                break
        else:
            pytest.fail("Firefox did not start")
        process.kill()


async def look(address, url):
    session = Session(await websocket_connect(f"{address}/session"))
    await session.send("session.new", capabilities={})
    await session.send("session.subscribe", events=EVENTS)
    tree = await session.send("browsingContext.getTree")
    context = tree["contexts"][0]["context"]
    await session.send("browsingContext.navigate", context=context, url=url, wait="complete")
    for _ in range(100):
        if await session.evaluate(context, "document.documentElement.dataset.geo") == "ready":
            break
        await asyncio.sleep(0.1)
    shown = await session.evaluate(context, "document.querySelector('.geo-count')?.innerText")
    brushed = await session.evaluate(context, BRUSH)
    click = "document.querySelector('.geo-item').click(), new Promise((d) => setTimeout(d, 500))"
    await session.evaluate(context, click)
    title = await session.evaluate(context, "document.querySelector('.geo-panel-title')?.innerText")
    session.socket.close()
    while await session.socket.read_message() is not None:
        pass
    return shown, brushed, title, session.events


def test_firefox_opens_the_map_brushes_it_and_opens_an_incident(firefox, tmp_path):
    path = save_map(draw_map(border_frame()), tmp_path / "map.html")
    shown, brushed, title, events = asyncio.run(look(firefox, path.as_uri()))
    assert shown == "6 incidents"
    assert re.fullmatch(r"9: [0-5] of 6 incidents", brushed)
    assert title
    logs = [event["params"] for event in events if event["method"] == "log.entryAdded"]
    assert [log["text"] for log in logs if log["level"] == "error"] == []
    requests = [
        event["params"]["request"]["url"]
        for event in events
        if event["method"] == "network.beforeRequestSent"
    ]
    assert [url for url in requests if not url.startswith(("file:", "data:", "blob:"))] == []
