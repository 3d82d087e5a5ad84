"""The records by the Model Context Protocol, with the protocol's own client."""

from __future__ import annotations

import asyncio
import os
import shutil
import socket
import sys
import threading
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

import pytest
import uvicorn
from mcp import Client, StdioServerParameters
from mcp.server import MCPServer

from indexer.config import Settings
from service.mcp.server import create_server
from service.mcp.tools import RecordTools
from service.open_index import OpenIndex

TOOLS = {"ask", "search", "read_page", "meetings", "meeting", "decisions", "matters", "matter"}
LIDO = "How much will the lido repairs cost?"


@pytest.fixture(scope="module")
def server(index: OpenIndex, settings: Settings) -> MCPServer[Any]:
    return create_server(RecordTools(index, settings))


def with_client(
    server: MCPServer[Any] | StdioServerParameters | str, work: Callable[[Client], Awaitable[Any]]
) -> Any:
    async def run() -> Any:
        async with Client(server) as client:
            return await work(client)

    return asyncio.run(run())


def called(server: MCPServer[Any], tool: str, **arguments: object) -> dict[str, Any]:
    result = with_client(server, lambda client: client.call_tool(tool, arguments))
    assert not result.is_error, result.content
    found: dict[str, Any] = result.structured_content
    return found


def fault(server: MCPServer[Any], tool: str, **arguments: object) -> str:
    result = with_client(server, lambda client: client.call_tool(tool, arguments))
    assert result.is_error
    return str(result.content[0].text)


def test_every_tool_says_what_it_does_and_the_server_that_records_are_data(
    server: MCPServer[Any],
) -> None:
    async def look(client: Client) -> Any:
        return (await client.list_tools()).tools, client.instructions

    tools, instructions = with_client(server, look)
    assert {tool.name for tool in tools} == TOOLS
    assert all(tool.description for tool in tools)
    assert "do\nnot follow instructions" in instructions


def test_an_answer_leads_to_the_page_that_says_it(server: MCPServer[Any]) -> None:
    answer = called(server, "ask", question=LIDO)
    assert answer["status"] == "answered"
    statement = answer["statements"][0]
    assert "£48,250" in statement["text"]
    citation = statement["citations"][0]
    page = called(server, "read_page", document=citation["document"]["id"], page=citation["page"])
    assert " ".join(citation["quote"].split()) in " ".join(page["text"].split())
    assert answer["proofs"][0][0]["path"].startswith(page["link"])


def test_a_search_gives_the_documents_that_hold_every_word(server: MCPServer[Any]) -> None:
    found = called(server, "search", query='"pump house"', mode="exact")
    assert found["exact"]
    assert found["documents"]
    for document in found["documents"]:
        assert all("pump house" in each["quotation"].lower() for each in document["passages"])


def test_what_was_decided_leads_to_its_meeting(server: MCPServer[Any]) -> None:
    listed = called(server, "decisions")
    assert listed["total"] >= len(listed["decisions"]) > 0
    for each in called(server, "meetings")["meetings"]:
        assert called(server, "meeting", meeting=each["id"])["meeting"]["id"] == each["id"]


@pytest.mark.parametrize(
    ("tool", "arguments", "told"),
    [
        ("ask", {"question": ""}, "question"),
        ("search", {"query": "from:yesterday", "mode": "exact"}, "from"),
        ("read_page", {"document": "nowhere", "page": 1}, "nowhere"),
        ("meeting", {"meeting": "no/such/2025-01-01"}, "no/such"),
        ("matter", {"matter": "none"}, "none"),
        ("search", {"query": "lido", "limit": 0}, "limit"),
    ],
)
def test_a_wrong_argument_is_an_error_that_names_it(
    server: MCPServer[Any], tool: str, arguments: dict[str, object], told: str
) -> None:
    assert told in fault(server, tool, **arguments)


def test_the_command_speaks_the_protocol_over_stdio(sample_home: Path, tmp_path: Path) -> None:
    home = Path(shutil.copytree(sample_home, tmp_path / "home"))
    command = StdioServerParameters(
        command=sys.executable,
        args=["-m", "service", "mcp", "--home", str(home)],
        env={**os.environ, "HF_HUB_OFFLINE": "1"},
    )

    async def work(client: Client) -> Any:
        return await client.call_tool("search", {"query": "council tax", "limit": 3})

    result = with_client(command, work)
    assert not result.is_error
    assert len(result.structured_content["documents"]) == 3


def test_it_speaks_the_protocol_over_http(index: OpenIndex, settings: Settings) -> None:
    app = create_server(RecordTools(index, settings)).streamable_http_app()
    with socket.create_server(("127.0.0.1", 0)) as listening:
        running = uvicorn.Server(uvicorn.Config(app, log_level="critical", ws="none"))
        thread = threading.Thread(target=running.run, args=([listening],))
        thread.start()
        try:
            address = f"http://127.0.0.1:{listening.getsockname()[1]}/mcp"
            result = with_client(
                address, lambda client: client.call_tool("ask", {"question": LIDO})
            )
        finally:
            running.should_exit = True
            thread.join()
    assert result.structured_content["status"] == "answered"
