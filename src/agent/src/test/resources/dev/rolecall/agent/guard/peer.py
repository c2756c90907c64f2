"""What runs inside of the network namespaces of the guard's tests. Answers go to standard output, a line each."""

import select
import socket
import struct
import sys
import threading
import time

V6, V4 = socket.AF_INET6, socket.AF_INET
IP_TRANSPARENT, IPV6_TRANSPARENT = 19, 75
PATIENCE = 0.7


def say(text):
    print(text, flush=True)


def family(address):
    return V6 if ":" in address else V4


def listen(address, port, answer):
    """Answers each line of each connection with one line."""
    listener = socket.socket(family(address))
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    if family(address) == V6:
        listener.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_V6ONLY, 1)
        listener.setsockopt(socket.IPPROTO_IPV6, 78, 1)  # IPV6_FREEBIND
    else:
        listener.setsockopt(socket.IPPROTO_IP, 15, 1)  # IP_FREEBIND
    listener.bind((address, port))
    # As the agent's: what the guard lets a pod open at once must not fill it.
    listener.listen(4096)

    def talk(connection, peer):
        with connection, connection.makefile("rb") as lines:
            try:
                for _ in lines:
                    connection.sendall(answer(peer).encode() + b"\n")
            except OSError:
                pass

    def accept():
        while True:
            connection, peer = listener.accept()
            threading.Thread(target=talk, args=(connection, peer[0]), daemon=True).start()

    threading.Thread(target=accept, daemon=True).start()


def echo(address, port):
    sock = socket.socket(family(address), socket.SOCK_DGRAM)
    if family(address) == V6:
        sock.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_V6ONLY, 1)
    sock.bind((address, port))

    def answer():
        while True:
            _, peer = sock.recvfrom(2048)
            sock.sendto(b"real-imds", peer)

    threading.Thread(target=answer, daemon=True).start()


def wait():
    say("ready")
    sys.stdin.read()


def imds(*addresses):
    for address in addresses:
        for port in (80, 8080):
            listen(address, port, lambda peer: "real-imds")
        echo(address, 53)
    wait()


def agent(*addresses):
    for text in addresses:
        address, port = text.rsplit(",", 1)
        listen(address, int(port), lambda peer, port=port: f"agent {port} {peer}")
    wait()


def connected(address, port, source=None):
    sock = socket.socket(family(address))
    sock.settimeout(PATIENCE)
    if source:
        if family(address) == V6:
            sock.setsockopt(socket.IPPROTO_IPV6, IPV6_TRANSPARENT, 1)
        else:
            sock.setsockopt(socket.IPPROTO_IP, IP_TRANSPARENT, 1)
        sock.bind((source, 0))
    sock.connect((address, int(port)))
    return sock


def asked(sock):
    sock.sendall(b"tell\n")
    answer = sock.recv(200).decode().strip()
    return answer or "closed"


def get(address, port, source=None):
    try:
        with connected(address, port, source) as sock:
            say(asked(sock))
    except (TimeoutError, socket.timeout):
        say("timeout")
    except OSError as problem:
        say("refused" if problem.errno in (111, 104, 113, 13, 1) else f"failed {problem}")


def checksum(data):
    total = sum(struct.unpack(f"!{len(data) // 2}H", data))
    total = (total >> 16) + (total & 0xFFFF)
    return ~(total + (total >> 16)) & 0xFFFF


def reset(source, address, port):
    """Two SYNs of one connection, of which the second has another number: it is refused."""
    ends = socket.inet_aton(source) + socket.inet_aton(address)
    with socket.socket(V4, socket.SOCK_RAW, socket.IPPROTO_TCP) as sock:
        sock.bind((source, 0))
        for number in (1000, 1001):
            syn = struct.pack("!HHIIBBHHH", 45678, int(port), number, 0, 5 << 4, 2, 1024, 0, 0)
            value = checksum(ends + struct.pack("!BBH", 0, 6, len(syn)) + syn)
            sock.sendto(syn[:16] + struct.pack("!H", value) + syn[18:], (address, 0))
    say("sent")


def patient(address, port):
    with socket.socket(family(address)) as sock:
        sock.settimeout(20)
        sock.connect((address, int(port)))
        say(asked(sock))


def udp(address, port):
    with socket.socket(family(address), socket.SOCK_DGRAM) as sock:
        sock.settimeout(PATIENCE)
        try:
            sock.connect((address, int(port)))
            sock.send(b"tell")
            say(sock.recv(200).decode())
        except OSError:
            say("nothing")


def routed(first, last):
    """With a loose source route (RFC 791): to the one, which shall send it to the other."""
    with socket.socket(V4, socket.SOCK_DGRAM) as sock:
        sock.settimeout(PATIENCE)
        sock.setsockopt(socket.IPPROTO_IP, 4, bytes([131, 7, 4]) + socket.inet_aton(last) + b"\0")
        try:
            sock.sendto(b"tell", (first, 53))
            say(sock.recv(200).decode())
        except OSError:
            say("nothing")


def ping(address):
    v6 = family(address) == V6
    with socket.socket(family(address), socket.SOCK_RAW, socket.IPPROTO_ICMPV6 if v6 else socket.IPPROTO_ICMP) as sock:
        body = struct.pack("!BBHHH", 128 if v6 else 8, 0, 0, 7, 1)
        if not v6:
            total = sum(struct.unpack("!4H", body))
            body = struct.pack("!BBHHH", 8, 0, ~(total + (total >> 16)) & 0xFFFF, 7, 1)
        sock.settimeout(PATIENCE)
        try:
            sock.sendto(body, (address, 0))
            until = time.monotonic() + PATIENCE
            while time.monotonic() < until:
                packet, _ = sock.recvfrom(200)
                kind = packet[0] if v6 else packet[20]
                if kind == (129 if v6 else 0):
                    say("answer")
                    return
            say("nothing")
        except OSError:
            say("nothing")


def keep(address, port):
    """One connection: a line for each line of standard input."""
    sock = connected(address, port)
    for _ in sys.stdin:
        try:
            say(asked(sock))
        except OSError:
            say("dead")


def hammer(address, port):
    """Connects until standard input ends; tells each answer once."""
    seen = set()
    say("ready")
    while not select.select([sys.stdin], [], [], 0)[0]:
        try:
            with connected(address, port) as sock:
                seen.add(asked(sock).split(" ")[0])
        except OSError:
            seen.add("refused")
    say(" ".join(sorted(seen)))


def calls(address, port, number):
    """Begins that many connections at once."""
    for _ in range(int(number)):
        with socket.socket(family(address)) as sock:
            sock.setblocking(False)
            sock.connect_ex((address, int(port)))
    say("called")


def raw(interface, *frames):
    with socket.socket(socket.AF_PACKET, socket.SOCK_RAW) as sock:
        sock.bind((interface, 0))
        for frame in frames:
            sock.send(bytes.fromhex(frame))
    say("sent")


if __name__ == "__main__":
    globals()[sys.argv[1]](*sys.argv[2:])
