// Addresses: what is open stands in the address bar, so that it can be shared and gone back from.

/** The path of a citation; the fragment holds the offsets of its quote, where there is one. */
export function citationPath({ id, start, end, quote }) {
  const path = `/c/${id.split("/").map(encodeURIComponent).join("/")}`;
  return quote === undefined ? path : `${path}#${start}-${end}`;
}

export function citationLink(citation) {
  return location.origin + citationPath(citation);
}

/** What an address asks for: {view: "chat" | "figures", citation: {id, start, end} | null}. */
export function parse(address) {
  const path = address.pathname;
  if (path.startsWith("/c/")) {
    const span = /^#(\d+)-(\d+)$/.exec(address.hash);
    const id = path.slice(3).split("/").map(decode).join("/");
    return { view: "chat", citation: { id, start: span ? Number(span[1]) : null, end: span ? Number(span[2]) : null } };
  }
  return { view: path === "/figures" ? "figures" : "chat", citation: null };
}

function decode(part) {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}
