import java.net.InetSocketAddress;
import org.apache.james.core.Username;
import org.apache.james.metrics.tests.RecordingMetricFactory;
import org.apache.james.protocols.netty.NettyServer;
import org.apache.james.protocols.pop3.POP3Configuration;
import org.apache.james.protocols.pop3.POP3Protocol;
import org.apache.james.protocols.pop3.POP3ProtocolHandlerChain;
import org.apache.james.protocols.pop3.POP3Session;
import org.apache.james.protocols.pop3.mailbox.Mailbox;
import org.apache.james.protocols.pop3.utils.MockMailbox;
import org.apache.james.protocols.pop3.utils.TestPassCmdHandler;

/** Apache James's POP3 command handlers on its netty transport, three messages in memory. Arguments: port, user, password. */
public class JamesPeer {
    public static void main(String[] arguments) throws Exception {
        MockMailbox.Message[] messages = new MockMailbox.Message[3];
        for (int i = 0; i < messages.length; i++) {
            messages[i] = new MockMailbox.Message(
                    "Subject: message " + (i + 1) + "\r\nMessage-ID: <" + i + "@example.org>\r\n", "Hello.\r\n");
        }
        TestPassCmdHandler pass = new TestPassCmdHandler(new RecordingMetricFactory()) {
            @Override
            protected Mailbox auth(POP3Session session, Username name, String password) throws Exception {
                return password.equals(arguments[2]) ? super.auth(session, name, password) : null;
            }
        };
        pass.add(arguments[1], new MockMailbox("1", messages));
        NettyServer server = new NettyServer.Factory()
                .protocol(new POP3Protocol(new POP3ProtocolHandlerChain(pass), new POP3Configuration()))
                .build();
        server.setListenAddresses(new InetSocketAddress("127.0.0.1", Integer.parseInt(arguments[0])));
        server.bind();
        Thread.currentThread().join();
    }
}
