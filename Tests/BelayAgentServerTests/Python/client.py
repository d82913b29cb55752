"""Speaks with `belay mcp` as a client that nobody here wrote: the package mcp, which holds every message against the types of
the specification, and every result of a tool against the schema that the server has for it.

    client.py BELAY FOLDER MODE

MODE is `legacy`, for a version with a handshake, or `auto`, for the newest that both speak. FOLDER/here has the runbooks, FOLDER/keys the keys of
people. Prints a line for each thing that was tried.
"""

import asyncio
import json
import os
import subprocess
import sys

import jsonschema
from mcp import Client, StdioServerParameters

belay, folder, mode = sys.argv[1:]
here = folder + "/here"
variables = {name: os.environ[name] for name in os.environ if name.startswith(("XDG_", "BELAY_", "HOME", "PATH", "LANG"))}
server = StdioServerParameters(command=belay, args=["mcp"], env=variables, cwd=here)


def told(name, value):
    print(f"{name}: {value}", flush=True)


async def main():
    schemas = {}

    async def call(client, tool, progress=None, **arguments):
        result = await client.call_tool(tool, arguments, progress_callback=progress)
        if not result.is_error and tool in schemas and schemas[tool]:
            jsonschema.validate(result.structured_content, schemas[tool])
            assert json.loads(result.content[0].text) == result.structured_content
        return result

    async def ended(client, run, progress=None):
        return (await call(client, "status", progress, run=run, wait_seconds=30)).structured_content

    async with Client(server, mode=mode) as client:
        told("version", client.protocol_version)
        tools = (await client.list_tools()).tools
        for tool in tools:
            for each in filter(None, [tool.input_schema, tool.output_schema]):
                jsonschema.Draft202012Validator.check_schema(each)
            schemas[tool.name] = tool.output_schema
        told("server", client.server_info.name)
        told("tools", " ".join(tool.name for tool in tools))
        told("reads", " ".join(tool.name for tool in tools if tool.annotations.read_only_hint))
        told("destroys", " ".join(tool.name for tool in tools if tool.annotations.destructive_hint))

        listed = (await call(client, "list_runbooks")).structured_content["runbooks"]
        told("runbooks here", " ".join(each["name"].removesuffix(".runbook") for each in listed if each["place"] == "here"))
        for name in ["look.runbook", "broken.runbook"]:
            found = (await call(client, "check", file=name)).structured_content
            told("check", f"{found['ok']} {found['errors']}")

        plan = (await call(client, "plan", runbook="look.runbook", parameters={"word": "a 'b' \"c\""})).structured_content
        told("plan", f"{plan['worst']}, {plan['next']}")
        run = (await call(client, "start", plan=plan["plan"])).structured_content["run"]
        told("start", "read-only")
        end = await ended(client, run)
        told("status", f"{end['state']}, {end['output'][-1]}")

        plan = (await call(client, "plan", runbook="change.runbook", parameters={"name": "made"})).structured_content
        told("plan", f"{plan['worst']}, {plan['changes']} changes")
        told("refused", (await call(client, "start", plan=plan["plan"])).is_error)
        words = [belay, "approve", plan["plan"], "--digest", plan["digest"], "--key", folder + "/keys/alice"]
        told("approved", subprocess.run(words, cwd=here, stdout=subprocess.DEVNULL).returncode)
        run = (await call(client, "start", plan=plan["plan"])).structured_content["run"]
        told("start", "changes")
        end = await ended(client, run)
        told("status", end["state"])
        told("made", os.path.exists(here + "/made"))

        progress = []

        async def heard(done, total, message):
            progress.append(done)

        parameters = {"marker": here + "/marker"}
        plan = (await call(client, "plan", runbook="slow.runbook", parameters=parameters)).structured_content
        slow = (await call(client, "start", plan=plan["plan"])).structured_content["run"]
        await call(client, "status", heard, run=slow, wait_seconds=1)
        told("progress", progress == sorted(set(progress)))

        resources = (await client.list_resources()).resources
        await client.list_resource_templates()
        assert "belay://language" in [str(each.uri) for each in resources]
        page = await client.read_resource("belay://language")
        told("resource", page.contents[0].text.splitlines()[0])
        report = await client.read_resource(end["report"])
        told("report", report.contents[0].text.splitlines()[0])
        try:
            await client.read_resource("belay://nothing")
            told("unknown", False)
        except Exception:
            told("unknown", True)

    # The server is gone now.
    async with Client(server, mode=mode) as client:
        told("outlives", (await call(client, "status", run=slow)).structured_content["state"])
        open(here + "/marker", "w").close()
        assert (await ended(client, slow))["state"] == "done"


asyncio.run(main())
