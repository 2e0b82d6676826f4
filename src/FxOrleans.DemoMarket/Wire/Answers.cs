using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace FxOrleans.DemoMarket;

/// <summary>Answers with a body.</summary>
internal static class Answers
{
    /// <summary>Upstreams do not escape an apostrophe or a plus sign.</summary>
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static Task AnswerAsync(this HttpContext http, int status, string body, string type = "application/json") =>
        http.AnswerAsync(status, Encoding.UTF8.GetBytes(body), type);

    /// <summary>JSON under status 200, written by <paramref name="write"/>.</summary>
    public static Task JsonAsync(this ProviderRequest request, Action<Utf8JsonWriter> write) =>
        request.Http.AnswerAsync(StatusCodes.Status200OK, Json(write), "application/json; charset=utf-8");

    public static ReadOnlyMemory<byte> Json(Action<Utf8JsonWriter> write)
    {
        var buffer = new ArrayBufferWriter<byte>(4096);
        using (var json = new Utf8JsonWriter(buffer, Options))
        {
            write(json);
        }

        return buffer.WrittenMemory;
    }

    public static async Task AnswerAsync(this HttpContext http, int status, ReadOnlyMemory<byte> body, string type = "application/json")
    {
        http.Response.StatusCode = status;
        http.Response.ContentType = type;
        http.Response.ContentLength = body.Length;
        await http.Response.Body.WriteAsync(body, http.RequestAborted);
    }
}
