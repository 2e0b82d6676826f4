using System.Text.Json;
using System.Text.Json.Nodes;

namespace FxOrleans.Journal;

/// <summary>Public keys as a JWK set (RFC 7517) with <c>nbf</c> and <c>exp</c> in seconds since 1970.</summary>
internal static class JwkSet
{
    /// <summary>The set as JSON, UTF-8.</summary>
    public static byte[] Write(IEnumerable<PublicKey> keys)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteStartArray("keys");
            foreach (var key in keys)
            {
                json.WriteStartObject();
                json.WriteString("kty", "EC");
                json.WriteString("crv", "P-256");
                json.WriteString("x", key.X);
                json.WriteString("y", key.Y);
                json.WriteString("use", "sig");
                json.WriteString("alg", "ES256");
                json.WriteString("kid", key.Kid);
                json.WriteNumber("nbf", key.NotBefore.ToUnixTimeSeconds());
                json.WriteNumber("exp", key.NotAfter.ToUnixTimeSeconds());
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        return buffer.ToArray();
    }

    /// <summary>The keys of a set that receipts can be signed with; others, and those under another name than their thumbprint, are left out.</summary>
    /// <exception cref="FormatException">It is no JWK set.</exception>
    public static IReadOnlyList<PublicKey> Read(ReadOnlySpan<byte> utf8)
    {
        try
        {
            return JsonNode.Parse(utf8)?["keys"] is JsonArray keys
                ? [.. keys.OfType<JsonObject>().Select(Key).OfType<PublicKey>()]
                : throw new FormatException("There is no array 'keys'.");
        }
        catch (Exception wrong) when (wrong is JsonException or InvalidOperationException or ArgumentException)
        {
            throw new FormatException($"It is no JSON: {wrong.Message}", wrong);
        }
    }

    private static PublicKey? Key(JsonObject json)
    {
        if ((string?)json["kty"] != "EC" || (string?)json["crv"] != "P-256" || (string?)json["x"] is not { } x || (string?)json["y"] is not { } y)
        {
            return null;
        }

        var key = new PublicKey(x, y, Time(json["nbf"], DateTimeOffset.UnixEpoch), Time(json["exp"], DateTimeOffset.MaxValue));
        return key.Kid == (string?)json["kid"] ? key : null;
    }

    private static DateTimeOffset Time(JsonNode? seconds, DateTimeOffset missing) => seconds is null ? missing : DateTimeOffset.FromUnixTimeSeconds((long)seconds);
}
