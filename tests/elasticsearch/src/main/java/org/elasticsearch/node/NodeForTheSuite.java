package org.elasticsearch.node;

import java.util.List;
import java.util.Map;

import org.elasticsearch.cluster.service.ClusterService;
import org.elasticsearch.common.logging.LogConfigurator;
import org.elasticsearch.common.settings.Settings;
import org.elasticsearch.env.Environment;
import org.elasticsearch.plugins.MockPluginsService;
import org.elasticsearch.plugins.PluginsLoader;
import org.elasticsearch.plugins.PluginsService;
import org.elasticsearch.transport.netty4.Netty4Plugin;

/** One node on 127.0.0.1: {@code NodeForTheSuite HOME PORT}. It lies in this package because the hooks are not public. */
public final class NodeForTheSuite extends Node {

    private NodeForTheSuite(Environment environment) {
        super(NodeConstruction.prepareConstruction(environment, null, new PluginsFromTheClassPath(), true));
    }

    public static void main(String[] arguments) throws Exception {
        LogConfigurator.configureESLogging();
        Settings settings = Settings.builder()
            .put("path.home", arguments[0])
            .put("http.port", arguments[1])
            .put("network.host", "127.0.0.1")
            .put("transport.port", "0")
            .put("discovery.type", "single-node")
            .put("cluster.name", "suite")
            // A nearly full disk must not turn the suite red.
            .put("cluster.routing.allocation.disk.threshold_enabled", false)
            .build();
        Environment environment = InternalSettingsPreparer.prepareEnvironment(settings, Map.of(), null, () -> "suite");
        Node node = new NodeForTheSuite(environment);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> close(node)));
        node.start();
        // Whoever started it holds the other end: the node must not outlive the suite, however that ends.
        while (System.in.read() >= 0) {
        }
        System.exit(0);
    }

    private static void close(Node node) {
        try {
            node.close();
        } catch (Exception failure) {
            failure.printStackTrace();
        }
    }

    @Override
    protected void configureNodeAndClusterIdStateListener(ClusterService clusterService) {
        // Adds ids to log lines, through appenders that the distribution brings.
    }

    private static final class PluginsFromTheClassPath extends NodeServiceProvider {
        @Override
        PluginsService newPluginService(Environment environment, PluginsLoader loader) {
            return new MockPluginsService(environment.settings(), environment, List.of(Netty4Plugin.class, WhoAnswers.class));
        }
    }
}
