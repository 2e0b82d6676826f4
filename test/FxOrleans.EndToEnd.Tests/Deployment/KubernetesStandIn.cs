using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace FxOrleans.EndToEnd.Tests;

/// <summary>
/// As much of a Kubernetes API server as kubectl needs to create, read and patch objects: it tells what kinds there are, and keeps
/// what it is given. Nothing is run or checked.
/// </summary>
internal sealed class KubernetesStandIn : IAsyncDisposable
{
    private static readonly (string Group, (string Name, string Kind)[] Resources)[] Groups =
    [
        ("v1", [("namespaces", "Namespace"), ("secrets", "Secret"), ("services", "Service")]),
        ("apps/v1", [("deployments", "Deployment"), ("statefulsets", "StatefulSet")]),
        ("batch/v1", [("cronjobs", "CronJob"), ("jobs", "Job")]),
        ("networking.k8s.io/v1", [("ingresses", "Ingress"), ("networkpolicies", "NetworkPolicy")]),
        ("policy/v1", [("poddisruptionbudgets", "PodDisruptionBudget")]),
    ];

    private readonly ConcurrentDictionary<string, JsonObject> _objects = new();
    private readonly WebApplication _app;

    private KubernetesStandIn(WebApplication app)
    {
        _app = app;
        app.MapGet("/api", () => Json(new JsonObject { ["kind"] = "APIVersions", ["versions"] = new JsonArray("v1") }));
        app.MapGet("/apis", () => Json(new JsonObject { ["kind"] = "APIGroupList", ["apiVersion"] = "v1", ["groups"] = new JsonArray([.. Groups.Skip(1).Select(group => Group(group.Group))]) }));
        foreach (var (group, resources) in Groups)
        {
            app.MapGet(Root(group), () => Json(Resources(group, resources)));
        }

        app.MapGet("/{**path}", (HttpRequest request) => _objects.TryGetValue(request.Path, out var found) ? Json(found) : Missing(request.Path));
        app.MapPost("/{**path}", (HttpRequest request) => CreateAsync(request));
        app.MapPatch("/{**path}", (HttpRequest request) => PatchAsync(request));
    }

    public string Address => _app.Urls.Single();

    /// <summary>What has been created, by path.</summary>
    public IReadOnlyDictionary<string, JsonObject> Objects => _objects;

    public static async Task<KubernetesStandIn> StartAsync()
    {
        var builder = WebApplication.CreateBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var standIn = new KubernetesStandIn(builder.Build());
        await standIn._app.StartAsync();
        return standIn;
    }

    /// <summary>What <c>KUBECONFIG</c> names.</summary>
    public string Configuration() =>
        $$$"""
        {"apiVersion":"v1","kind":"Config","current-context":"here","clusters":[{"name":"here","cluster":{"server":"{{{Address}}}"}}],
         "contexts":[{"name":"here","context":{"cluster":"here","user":"me"}}],"users":[{"name":"me","user":{}}]}
        """;

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private async Task<IResult> CreateAsync(HttpRequest request)
    {
        var created = (await JsonNode.ParseAsync(request.Body))!.AsObject();
        var path = $"{request.Path}/{created["metadata"]!["name"]}";
        created["metadata"]!["uid"] = path;
        return _objects.TryAdd(path, created) ? Json(created, StatusCodes.Status201Created) : Status(StatusCodes.Status409Conflict, "AlreadyExists", path);
    }

    private async Task<IResult> PatchAsync(HttpRequest request)
    {
        if (!_objects.TryGetValue(request.Path, out var found))
        {
            return Missing(request.Path);
        }

        Merge(found, (await JsonNode.ParseAsync(request.Body))!.AsObject());
        return Json(found);
    }

    private static void Merge(JsonObject into, JsonObject patch)
    {
        foreach (var (name, value) in patch)
        {
            if (value is JsonObject map && into[name] is JsonObject there)
            {
                Merge(there, map);
            }
            else
            {
                into[name] = value?.DeepClone();
            }
        }
    }

    private static string Root(string group) => group == "v1" ? "/api/v1" : $"/apis/{group}";

    private static JsonObject Group(string group) => new()
    {
        ["name"] = group.Split('/')[0],
        ["versions"] = new JsonArray(Version(group)),
        ["preferredVersion"] = Version(group),
    };

    private static JsonObject Version(string group) => new() { ["groupVersion"] = group, ["version"] = "v1" };

    private static JsonObject Resources(string group, (string Name, string Kind)[] resources) => new()
    {
        ["kind"] = "APIResourceList",
        ["apiVersion"] = "v1",
        ["groupVersion"] = group,
        ["resources"] = new JsonArray([.. resources.Select(resource => new JsonObject
        {
            ["name"] = resource.Name,
            ["singularName"] = "",
            ["namespaced"] = resource.Kind != "Namespace",
            ["kind"] = resource.Kind,
            ["verbs"] = new JsonArray("create", "get", "patch"),
        })]),
    };

    private static IResult Missing(string path) => Status(StatusCodes.Status404NotFound, "NotFound", path);

    private static IResult Status(int code, string reason, string path) => Json(
        new JsonObject { ["kind"] = "Status", ["apiVersion"] = "v1", ["status"] = "Failure", ["reason"] = reason, ["message"] = $"{path}: {reason}", ["code"] = code }, code);

    private static IResult Json(JsonObject content, int code = StatusCodes.Status200OK) => Results.Text(content.ToJsonString(), "application/json", statusCode: code);
}
