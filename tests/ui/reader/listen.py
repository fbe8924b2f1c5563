"""A screen reader in a hundred lines, for the system's Python with pyatspi: reads, acts, listens."""

import json
import sys
import time

import pyatspi
from gi.repository import GLib


def chart():
    """The canvas among everything the desktop shows."""
    for _try in range(200):
        for program in pyatspi.Registry.getDesktop(0):
            found = program and pyatspi.findDescendant(program, is_chart)
            if found:
                return found
        time.sleep(0.1)
    sys.exit("no chart to be read")


def is_chart(part):
    """The outline is a tree, too; the chart says what it is."""
    return part.getRole() == pyatspi.ROLE_TREE and part.name.startswith("Chart:")


def told(part, layer):
    """One part as a record."""
    states = [pyatspi.stateToString(state) for state in part.getState().getStates()]
    place = part.queryComponent().getExtents(pyatspi.DESKTOP_COORDS)
    return {
        "layer": layer,
        "role": part.getRoleName(),
        "name": part.name,
        "states": states,
        "place": [place.x, place.y, place.width, place.height],
        "actions": actions(part),
        "attributes": dict(pair.split(":", 1) for pair in part.getAttributes()),
    }


def actions(part):
    """What can be done with a part: the words for it."""
    try:
        can = part.queryAction()
    except NotImplementedError:
        return []
    return [can.getName(place) for place in range(can.nActions)]


def walk(part, layer=0):
    """A part and all below it."""
    yield part, layer
    for below in part:
        yield from walk(below, layer + 1)


def act(part, name):
    """Do an action."""
    part.queryAction().doAction(actions(part).index(name))


def hear(until, seconds=15):
    """Let events come in until enough is heard, or for so long."""
    end = time.monotonic() + seconds
    while time.monotonic() < end and not until():
        GLib.MainContext.default().iteration(may_block=False)
        time.sleep(0.01)


def main():
    """Read the chart, move a box on the third layer up, read again; JSON on the output."""
    heard = []
    pyatspi.Registry.registerEventListener(lambda event: heard.append(event.any_data), "object:announcement")
    tree = chart()
    before = list(walk(tree))
    record = {"before": [told(*part) for part in before]}
    target = next(part for part, layer in before if layer == 3 and "promote" in actions(part))
    record["target"] = target.name
    act(target, "Press")
    hear(lambda: target.getState().contains(pyatspi.STATE_SELECTED))
    act(target, "promote")
    hear(lambda: heard)
    record["after"] = [told(*part) for part in walk(tree)]
    record["heard"] = heard
    json.dump(record, sys.stdout)


main()
