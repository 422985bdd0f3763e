package org.pop3j.peers;

import java.net.InetSocketAddress;
import org.apache.james.metrics.tests.RecordingMetricFactory;
import org.apache.james.protocols.netty.NettyServer;
import org.apache.james.protocols.pop3.POP3Configuration;
import org.apache.james.protocols.pop3.POP3Protocol;
import org.apache.james.protocols.pop3.POP3ProtocolHandlerChain;
import org.apache.james.protocols.pop3.utils.MockMailbox;
import org.apache.james.protocols.pop3.utils.TestPassCmdHandler;

/** The protocol handlers of Apache James on their own network code, with two messages of the user test. */
final class JamesServer implements AutoCloseable {
    private final NettyServer server;

    JamesServer() throws Exception {
        TestPassCmdHandler logins = new TestPassCmdHandler(new RecordingMetricFactory());
        logins.add(
                "test",
                new MockMailbox(
                        "1",
                        new MockMailbox.Message("Subject: first\r\n", "one\r\n.dot\r\n"),
                        new MockMailbox.Message("Subject: second\r\n", "two\r\n")));
        POP3Protocol protocol = new POP3Protocol(new POP3ProtocolHandlerChain(logins), new POP3Configuration());
        server = new NettyServer.Factory().protocol(protocol).build();
        server.setListenAddresses(new InetSocketAddress("127.0.0.1", 0));
        server.bind();
    }

    int port() {
        return server.getListenAddresses().get(0).getPort();
    }

    @Override
    public void close() {
        server.unbind();
    }
}
