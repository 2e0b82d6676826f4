using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.Json.Nodes;
using FxOrleans.Testing.Hosting;
using YamlDotNet.RepresentationModel;

namespace FxOrleans.EndToEnd.Tests;

/// <summary>What <c>manifests/README.md</c> does with kubectl, done by the real one to a stand-in for a cluster.</summary>
public sealed class KubectlTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("fx-kubectl-").FullName;

    public static IEnumerable<string> Commands => ReadmeCommands.All.Where(command => IsOpenSsl(command) || command.StartsWith("kubectl ", StringComparison.Ordinal));

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [KubectlFact]
    public Task The_forex_proxy_is_applied() => ApplyAsync("forex-proxy", "forex-proxy", "forex");

    [KubectlFact]
    public Task The_cluster_is_applied() => ApplyAsync("cluster", "fxorleans", "fx");

    [Fact]
    public void Every_command_is_for_one_of_the_two() => Assert.Empty(Commands.Except(Of("forex-proxy", "forex-proxy")).Except(Of("cluster", "fxorleans")));

    [KubectlFact(21)]
    public async Task A_first_refresh_is_what_the_cronjob_would_do()
    {
        await using var cluster = await KubernetesStandIn.StartAsync();
        await RunAsync(cluster, "forex-proxy", "forex-proxy", "forex", withJob: true);

        var job = cluster.Objects["/apis/batch/v1/namespaces/forex-proxy/jobs/first-refresh"];
        var refresher = cluster.Objects["/apis/batch/v1/namespaces/forex-proxy/cronjobs/refresher"];
        Assert.Equal(Containers(refresher["spec"]!["jobTemplate"]!), Containers(job));
        Assert.Contains("\"--role\",\"refresh\"", Containers(job), StringComparison.Ordinal);
    }

    private async Task ApplyAsync(string folder, string space, string certificate)
    {
        await using var cluster = await KubernetesStandIn.StartAsync();
        await RunAsync(cluster, folder, space, certificate);

        // All that the folder has is there, in its namespace, and keeps to the schemas with the images put in.
        var manifests = Manifests.Of(folder);
        var applied = cluster.Objects.Values.Where(one => (string)one["kind"]! is not ("Secret" or "Job")).ToArray();
        Assert.Equal(manifests.Select(one => $"{one.Text("kind")} {one.Text("metadata/name")}").Order(), applied.Select(one => $"{one["kind"]} {one["metadata"]!["name"]}").Order());
        Assert.All(cluster.Objects.Where(one => (string)one.Value["kind"]! != "Namespace"), one => Assert.Contains($"/namespaces/{space}/", one.Key, StringComparison.Ordinal));
        var whole = await Shell.RunAsync($"kubectl kustomize manifests/{folder}");
        var file = Path.Combine(_folder, "whole.yaml");
        await File.WriteAllTextAsync(file, whole.Output);
        var (exitCode, output) = await SchemaCheck.RunAsync("kubernetes", [file]);
        Assert.True(exitCode == 0, output);
        Assert.Equal($"{manifests.Count} documents", output.Trim());

        // What the pods and the ingress take from secrets was made before them.
        var pods = Manifests.Parse(whole.Output).Where(one => one.Pod() is not null).Select(one => one.Pod().Items("spec/containers").Single()).ToArray();
        Assert.All(pods, container => Assert.Matches(ComposeTests.PinnedImage(), container.Text("image")));
        var needed = pods.SelectMany(container => container.Items("env")).Select(variable => variable.At("valueFrom/secretKeyRef"))
            .OfType<YamlNode>().Where(reference => reference.Text("optional") != "true").ToArray();
        Assert.NotEmpty(needed);
        foreach (var reference in needed)
        {
            var (key, value) = (reference.Text("key")!, Secret(reference.Text("name")!, reference.Text("key")!));
            Assert.Contains(key == "sha256" ? Convert.ToHexStringLower(SHA256.HashData("s3cret"u8)) : "s3cret", value, StringComparison.Ordinal);
        }

        var tls = manifests.Single(one => one.Text("kind") == "Ingress").Items("spec/tls").Single().Text("secretName")!;
        Assert.StartsWith("-----BEGIN CERTIFICATE-----", Secret(tls, "tls.crt"), StringComparison.Ordinal);

        foreach (var volume in manifests.Where(one => one.Pod() is not null).SelectMany(one => one.Pod().Items("spec/volumes")).Where(volume => volume.Text("secret/secretName") is not null))
        {
            var name = volume.Text("secret/secretName")!;
            Assert.Contains("PRIVATE KEY", Secret(name, "tls.key"), StringComparison.Ordinal);
            using var authority = X509Certificate2.CreateFromPem(Secret(name, "ca.crt"));
            using var own = X509Certificate2.CreateFromPem(Secret(name, "tls.crt"));
            Assert.Equal(authority.Subject, own.Issuer);
        }

        string Secret(string name, string key) =>
            Encoding.UTF8.GetString(Convert.FromBase64String((string)cluster.Objects[$"/api/v1/namespaces/{space}/secrets/{name}"]["data"]![key]!));
    }

    /// <summary>
    /// The folder's commands in the order of the README, as they are but for two things that take a real cluster: nothing is asked for its
    /// schema, and what <c>kubectl create</c> makes is sent as JSON, which is not what all versions do by themselves.
    /// </summary>
    private async Task RunAsync(KubernetesStandIn cluster, string folder, string space, string certificate, bool withJob = false)
    {
        Directory.CreateSymbolicLink(Path.Combine(_folder, "manifests"), Path.Combine(SiloProgram.Root, "manifests"));
        await File.WriteAllTextAsync(Path.Combine(_folder, "config"), cluster.Configuration());
        using (var key = ECDsa.Create(ECCurve.NamedCurves.nistP256))
        {
            var now = TimeProvider.System.GetUtcNow();
            using var signed = new CertificateRequest("CN=fx.example.com", key, HashAlgorithmName.SHA256).CreateSelfSigned(now.AddDays(-1), now.AddDays(1));
            await File.WriteAllTextAsync(Path.Combine(_folder, $"{certificate}.crt"), signed.ExportCertificatePem());
            await File.WriteAllTextAsync(Path.Combine(_folder, $"{certificate}.key"), key.ExportPkcs8PrivateKeyPem());
        }

        var environment = new Dictionary<string, string> { ["KUBECONFIG"] = Path.Combine(_folder, "config"), ["HOME"] = _folder, ["PASSWORD"] = "s3cret", ["KEY"] = "s3cret" };
        foreach (var command in Of(folder, space).Where(command => withJob || !command.Contains(" create job ", StringComparison.Ordinal)))
        {
            var line = IsOpenSsl(command) ? command
                : command.StartsWith("kubectl apply ", StringComparison.Ordinal) ? $"{command} --validate=false"
                : $"set -o pipefail; {command} --dry-run=client -o json | kubectl create --validate=false -f -";
            var (exitCode, output) = await Shell.RunAsync(line, environment, TimeSpan.FromMinutes(1), _folder);
            Assert.True(exitCode == 0, $"{command}\n{output}");
        }
    }

    private static IEnumerable<string> Of(string folder, string space) => Commands.Where(command =>
        (IsOpenSsl(command) && folder == "cluster") || command.StartsWith($"kubectl -n {space} ", StringComparison.Ordinal) || command == $"kubectl create namespace {space}" || command == $"kubectl apply -k manifests/{folder}");

    private static bool IsOpenSsl(string command) => command.StartsWith("openssl ", StringComparison.Ordinal);

    private static string Containers(JsonNode holder) => holder["spec"]!["template"]!["spec"]!["containers"]!.ToJsonString();
}
