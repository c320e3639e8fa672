// Keeps an event from waiting for ever. Gradio reads the answers of all events of a page from one stream,
// which the server ends after the last; an event that is sent at that moment is answered in the next
// stream, but where its acceptance arrives before the end of the old one, Gradio opens no next one. So the
// end is kept from Gradio, and the next stream read in the same place, while an accepted event is left.
(() => {
  const plain = window.fetch.bind(window);
  const asking = new Set(); // events sent, not yet accepted
  let accepted = new Set(); // the ids of those accepted since the server's stream was asked for

  const join = async (request) => {
    const answer = plain(...request).then(async (response) => {
      const { event_id: id } = await response.clone().json().catch(() => ({}));
      if (response.ok && id) accepted.add(id);
      return response;
    });
    asking.add(answer);
    try {
      return await answer;
    } finally {
      asking.delete(answer);
    }
  };

  const opened = (request) => {
    accepted = new Set();
    return plain(...request);
  };

  // Whether the server ended the stream before it accepted some event: all others were answered in it.
  const leaves = async (answered) => {
    while (asking.size) await Promise.allSettled([...asking]);
    return [...accepted].some((id) => !answered.has(id));
  };

  // Yields the messages of one stream of the server, and returns the one that ends it ("" where none does).
  async function* messages(response, answered) {
    const text = response.body.pipeThrough(new TextDecoderStream()).getReader();
    let rest = "";
    for (let read = await text.read(); !read.done; read = await text.read()) {
      const parts = (rest + read.value).split("\n\n");
      rest = parts.pop();
      for (const part of parts) {
        const { msg, event_id: id } = JSON.parse(part.replace(/^data:/, ""));
        if (msg === "close_stream") return part;
        if (msg === "process_completed") answered.add(id);
        yield part;
      }
    }
    return "";
  }

  async function* relayed(response, request) {
    for (;;) {
      const answered = new Set();
      const end = yield* messages(response, answered);
      if (!end) return;
      if (!(await leaves(answered))) {
        yield end;
        return;
      }
      response = await opened(request);
      if (!response.ok) throw new TypeError(`${response.status}`);
    }
  }

  const stream = async (request) => {
    const response = await opened(request);
    if (!response.ok) return response;
    const source = relayed(response, request);
    const bytes = new TextEncoder();
    const body = new ReadableStream({
      pull: async (into) => {
        const { value, done } = await source.next();
        done ? into.close() : into.enqueue(bytes.encode(`${value}\n\n`));
      },
      cancel: () => void source.return(),
    });
    return new Response(body, { status: response.status, headers: response.headers });
  };

  window.fetch = (...request) => {
    const { pathname } = new URL(request[0].url ?? request[0], document.baseURI);
    if (pathname.endsWith("/queue/join")) return join(request);
    if (pathname.endsWith("/queue/data")) return stream(request);
    return plain(...request);
  };
})();
