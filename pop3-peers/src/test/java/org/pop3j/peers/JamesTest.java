package org.pop3j.peers;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetSocketAddress;
import java.util.List;
import org.apache.james.metrics.tests.RecordingMetricFactory;
import org.apache.james.protocols.netty.NettyServer;
import org.apache.james.protocols.pop3.POP3Configuration;
import org.apache.james.protocols.pop3.POP3Protocol;
import org.apache.james.protocols.pop3.POP3ProtocolHandlerChain;
import org.apache.james.protocols.pop3.utils.MockMailbox;
import org.apache.james.protocols.pop3.utils.TestPassCmdHandler;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Our client and the protocol handlers of Apache James, on their own network code. */
@Timeout(120)
class JamesTest {
    @Test
    @DisplayName("Apache James: lists, retrieves in three ways, syncs, deletes")
    void round() throws Exception {
        TestPassCmdHandler logins = new TestPassCmdHandler(new RecordingMetricFactory());
        logins.add(
                "test",
                new MockMailbox(
                        "1",
                        new MockMailbox.Message("Subject: first\r\n", "one\r\n.dot\r\n"),
                        new MockMailbox.Message("Subject: second\r\n", "two\r\n")));
        POP3Protocol protocol = new POP3Protocol(new POP3ProtocolHandlerChain(logins), new POP3Configuration());
        NettyServer server = new NettyServer.Factory().protocol(protocol).build();
        server.setListenAddresses(new InetSocketAddress("127.0.0.1", 0));
        server.bind();
        try {
            int port = server.getListenAddresses().get(0).getPort();
            PeerRound round = new PeerRound(port, "test", "any");
            List<String> messages = round.read();
            assertThat(messages).hasSize(2);
            assertThat(messages.get(0)).startsWith("Subject: first\r\n").contains("one\r\n.dot\r\n");
            round.sync(2);
        } finally {
            server.unbind();
        }
    }
}
