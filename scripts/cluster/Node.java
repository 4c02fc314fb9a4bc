import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.opensearch.common.settings.Settings;
import org.opensearch.env.Environment;
import org.opensearch.node.InternalSettingsPreparer;
import org.opensearch.plugins.Plugin;

/**
 * One OpenSearch node in this process, without TLS or authentication: for trying out and for tests.
 * Usage: {@code Node <n> <home> <addresses>}, with the address of every node, separated by commas; node n listens on
 * the n-th, HTTP on port 9200 + n, transport on 9300 + n.
 */
public class Node extends org.opensearch.node.Node {
  private static final List<String> PLUGINS = List.of(
      "org.opensearch.transport.Netty4Plugin",
      "org.opensearch.painless.PainlessPlugin", // k-NN extends it
      "org.opensearch.knn.plugin.KNNPlugin",
      "org.opensearch.analysis.common.CommonAnalysisPlugin");

  private Node(Environment environment, Collection<Class<? extends Plugin>> plugins) {
    super(environment, plugins, true);
  }

  public static void main(String[] args) throws Exception {
    int n = Integer.parseInt(args[0]);
    Path home = Path.of(args[1]);
    List<String> addresses = List.of(args[2].split(","));
    Files.createDirectories(home.resolve("config"));
    System.setProperty("opensearch.logs.base_path", home.toString());
    System.setProperty("opensearch.logs.cluster_name", "askwire");
    Node node = new Node(
        InternalSettingsPreparer.prepareEnvironment(settings(n, home, addresses), Map.of(), null, () -> "node-" + n),
        plugins());
    Runtime.getRuntime().addShutdownHook(new Thread(() -> {
      try {
        node.close();
      } catch (Exception e) {
        e.printStackTrace();
      }
    }));
    node.start();
    new CountDownLatch(1).await();
  }

  private static Settings settings(int n, Path home, List<String> addresses) {
    List<Integer> all = IntStream.range(0, addresses.size()).boxed().toList();
    return Settings.builder()
        .put("cluster.name", "askwire")
        .put("node.name", "node-" + n)
        .put("path.home", home.toString())
        .put("network.host", addresses.get(n))
        .put("http.port", 9200 + n)
        .put("transport.port", 9300 + n)
        .put("transport.type", "netty4")
        .put("http.type", "netty4")
        .putList("discovery.seed_hosts", all.stream().map(i -> addresses.get(i) + ":" + (9300 + i)).toList())
        .putList("cluster.initial_cluster_manager_nodes", all.stream().map(i -> "node-" + i).toList())
        // A silent node is given up after about 12 s; by default it takes half a minute and more.
        .put("cluster.fault_detection.follower_check.timeout", "5s")
        .put("cluster.fault_detection.follower_check.retry_count", 2)
        .put("cluster.fault_detection.leader_check.timeout", "5s")
        .put("cluster.fault_detection.leader_check.retry_count", 2)
        .put("cluster.publish.timeout", "10s")
        .put("cluster.follower_lag.timeout", "15s")
        .put("node.processors", 2)
        .put("cluster.routing.allocation.disk.threshold_enabled", false)
        .build();
  }

  private static List<Class<? extends Plugin>> plugins() throws ClassNotFoundException {
    List<Class<? extends Plugin>> plugins = new ArrayList<>();
    for (String name : PLUGINS) plugins.add(Class.forName(name).asSubclass(Plugin.class));
    return plugins;
  }
}
