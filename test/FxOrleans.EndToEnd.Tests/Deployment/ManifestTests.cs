using FxOrleans.Testing.Hosting;
using YamlDotNet.RepresentationModel;

namespace FxOrleans.EndToEnd.Tests;

/// <summary>The Kubernetes manifests: what their schemas cannot say, above all that they fit one another.</summary>
public sealed class ManifestTests
{
    public static TheoryData<string> Folders => ["forex-proxy", "cluster"];

    [Theory]
    [MemberData(nameof(Folders))]
    public async Task They_keep_to_the_schemas_of_kubernetes(string folder)
    {
        var (exitCode, output) = await SchemaCheck.RunAsync("kubernetes", Manifests.Files(folder));

        Assert.True(exitCode == 0, output);
        Assert.Equal($"{Manifests.Of(folder).Count} documents", output.Trim());
    }

    [Fact]
    public async Task A_misspelt_field_would_be_noticed()
    {
        var file = Path.GetTempFileName();
        await File.WriteAllTextAsync(file, (await File.ReadAllTextAsync(Manifests.Files("forex-proxy").Single(path => path.EndsWith("40-api.yaml", StringComparison.Ordinal))))
            .Replace("replicas: 2", "replica: 2", StringComparison.Ordinal));

        var (exitCode, output) = await SchemaCheck.RunAsync("kubernetes", [file]);

        File.Delete(file);
        Assert.Equal(1, exitCode);
        Assert.Contains("'\"replica\"' does not exist", output, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Folders))]
    public void All_are_in_the_folders_own_namespace(string folder)
    {
        var objects = Manifests.Of(folder);
        var name = objects.Single(one => one.Text("kind") == "Namespace").Text("metadata/name");

        Assert.All(objects.Where(one => one.Text("kind") != "Namespace"), one => Assert.Equal(name, one.Text("metadata/namespace")));
    }

    [Theory]
    [MemberData(nameof(Folders))]
    public void Every_selector_finds_pods_and_every_named_port_is_one_of_theirs(string folder)
    {
        var objects = Manifests.Of(folder);
        var pods = objects.Select(one => one.Pod()).OfType<YamlNode>().ToArray();
        var checkedSelectors = 0;
        foreach (var one in objects)
        {
            var selector = one.Text("kind") switch
            {
                "Service" => one.Map("spec/selector"),
                "NetworkPolicy" => one.Map("spec/podSelector/matchLabels"),
                _ => one.Map("spec/selector/matchLabels"),
            };
            if (selector.Count == 0)
            {
                continue;
            }

            var chosen = pods.Where(pod => selector.All(label => pod.Map("metadata/labels").GetValueOrDefault(label.Key) == label.Value)).ToArray();
            Assert.True(chosen.Length == 1, $"{one.Text("kind")} {one.Text("metadata/name")} chooses {chosen.Length} kinds of pods.");
            checkedSelectors++;
            if (one.Text("kind") == "Service")
            {
                Assert.Empty(one.Items("spec/ports").Select(port => port.Text("targetPort")).Except(Ports(chosen[0])));
            }
        }

        Assert.True(checkedSelectors >= 6);
        Assert.Empty(objects.Where(one => one.Text("kind") == "NetworkPolicy").SelectMany(Peers).Except(pods.Select(pod => pod.Map("metadata/labels").Values.First())));
    }

    [Theory]
    [MemberData(nameof(Folders))]
    public void Pods_are_bounded_unprivileged_and_watched(string folder)
    {
        foreach (var one in Manifests.Of(folder).Where(one => one.Pod() is not null))
        {
            var (pod, name) = (one.Pod(), one.Text("metadata/name"));
            Assert.Equal("true", pod.Text("spec/securityContext/runAsNonRoot"));
            Assert.Equal("RuntimeDefault", pod.Text("spec/securityContext/seccompProfile/type"));
            Assert.Equal("false", pod.Text("spec/automountServiceAccountToken"));
            var container = Assert.Single(pod.Items("spec/containers"));
            Assert.Equal("false", container.Text("securityContext/allowPrivilegeEscalation"));
            Assert.Equal("ALL", container.Items("securityContext/capabilities/drop").Single().ToString());
            Assert.NotNull(container.Text("resources/limits/memory"));
            Assert.NotNull(container.Text("resources/requests/cpu"));
            Assert.True(ComposeTests.PinnedImage().IsMatch(container.Text("image")!), $"{name}'s image is {container.Text("image")}.");
            if (one.Text("kind") != "CronJob")
            {
                Assert.NotNull(container.At("readinessProbe"));
                Assert.NotNull(container.At("livenessProbe"));
            }
        }
    }

    [Theory]
    [MemberData(nameof(Folders))]
    public void Secrets_come_by_reference_and_the_readme_says_how_each_is_made(string folder)
    {
        var objects = Manifests.Of(folder);
        Assert.DoesNotContain(objects, one => one.Text("kind") == "Secret");
        var readme = File.ReadAllText(Path.Combine(SiloProgram.Root, "manifests/README.md"));
        var referenced = objects.Select(one => one.Pod()).OfType<YamlNode>()
            .SelectMany(pod => pod.Items("spec/containers").Single().Items("env"))
            .Select(variable => variable.At("valueFrom/secretKeyRef")).OfType<YamlNode>()
            .SelectMany(reference => new[] { reference.Text("name")!, reference.Text("key")! })
            .Concat(objects.SelectMany(one => one.Items("spec/tls")).Select(tls => tls.Text("secretName")!));
        Assert.All(referenced, name => Assert.Contains(name, readme, StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Folders))]
    public void What_the_ingress_leads_to_asks_for_a_key(string folder)
    {
        var objects = Manifests.Of(folder);
        var service = objects.Single(one => one.Text("kind") == "Ingress").Items("spec/rules").Single().Items("http/paths").Single().Text("backend/service/name");
        var pod = objects.Single(one => one.Text("metadata/name") == service && one.Pod() is not null).Pod();
        var variables = pod.Items("spec/containers").Single().Items("env");
        Assert.Equal("keys", variables.Single(variable => variable.Text("name") == "FX__Auth__Mode").Text("value"));
        Assert.Contains(variables, variable => variable.Text("name")!.StartsWith("FX__Auth__Keys__", StringComparison.Ordinal)
            && variable.At("valueFrom/secretKeyRef") is not null);
    }

    [Theory]
    [MemberData(nameof(Folders))]
    public void Ingresses_have_tls_and_lead_to_services_and_nothing_else_is_open(string folder)
    {
        var objects = Manifests.Of(folder);
        var ingress = objects.Single(one => one.Text("kind") == "Ingress");
        Assert.Equal(ingress.Items("spec/rules").Single().Text("host"), ingress.Items("spec/tls").Single().Items("hosts").Single().ToString());
        var backend = ingress.Items("spec/rules").Single().Items("http/paths").Single().At("backend/service");
        var service = objects.Single(one => one.Text("kind") == "Service" && one.Text("metadata/name") == backend.Text("name"));
        Assert.Contains(service.Items("spec/ports"), port => port.Text("name") == backend.Text("port/name"));
        Assert.All(objects.Where(one => one.Text("kind") == "Service"), one => Assert.Contains(one.Text("spec/type"), new[] { null, "ClusterIP" }));
        var deny = objects.Single(one => one.Text("metadata/name") == "default-deny");
        Assert.Empty(deny.Map("spec/podSelector"));
        Assert.Equal(["Ingress", "Egress"], deny.Items("spec/policyTypes").Select(type => type.ToString()));
        Assert.Null(deny.At("spec/ingress") ?? deny.At("spec/egress"));
    }

    [Fact]
    public void The_forex_proxys_table_is_kept()
    {
        var objects = Manifests.Of("forex-proxy");
        var refresher = objects.Single(one => one.Text("kind") == "CronJob");

        Assert.Equal("*/4 * * * *", refresher.Text("spec/schedule"));
        Assert.Equal("Forbid", refresher.Text("spec/concurrencyPolicy"));
        Assert.Equal("--role refresh", string.Join(' ', refresher.Pod().Items("spec/containers").Single().Items("args")));
        var api = objects.Single(one => one.Text("kind") == "Deployment" && one.Text("metadata/name") == "api");
        Assert.Equal("2", api.Text("spec/replicas"));
        Assert.Equal("--role serve", string.Join(' ', api.Pod().Items("spec/containers").Single().Items("args")));
        Assert.Contains(Manifests.Of("cluster"), one => one.Text("kind") == "PodDisruptionBudget" && one.Text("metadata/name") == "silo");
    }

    private static IEnumerable<string?> Ports(YamlNode pod) =>
        pod.Items("spec/containers").SelectMany(container => container.Items("ports")).Select(port => port.Text("name"));

    // The pods that rules of a policy name, within the namespace.
    private static IEnumerable<string> Peers(YamlNode policy) => policy.Items("spec/ingress").SelectMany(rule => rule.Items("from"))
        .Concat(policy.Items("spec/egress").SelectMany(rule => rule.Items("to")))
        .Where(peer => peer.At("namespaceSelector") is null)
        .SelectMany(peer => peer.Map("podSelector/matchLabels").Values);
}
