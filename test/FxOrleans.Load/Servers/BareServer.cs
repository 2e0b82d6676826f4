using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace FxOrleans.Load.Servers;

/// <summary>What <c>GET /rate</c> is measured against: Kestrel and endpoints that return the same bytes every time.</summary>
internal static class BareServer
{
    public static async Task RunAsync(int length)
    {
        var bytes = Encoding.UTF8.GetBytes("\"" + new string('x', length - 2) + "\"");
        await using var app = Hosts.Create().Build();
        app.MapGet("/rate", () => TypedResults.Bytes(bytes, "application/json"));
        app.MapGet("/delegate", (HttpContext context) =>
        {
            context.Response.ContentType = "application/json";
            context.Response.ContentLength = bytes.Length;
            return context.Response.Body.WriteAsync(bytes).AsTask();
        });
        await Hosts.StartAsync(app);
        while (Console.ReadLine() is not null)
        {
            // Until the parent closes.
        }
    }
}
