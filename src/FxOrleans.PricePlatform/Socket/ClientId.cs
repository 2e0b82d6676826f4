using System.Security.Cryptography;
using Microsoft.AspNetCore.Http;

namespace FxOrleans.PricePlatform;

/// <summary>The name of a socket's client: its own, or one that is given to it. It is an echo and no identity: two may have the same.</summary>
internal static class ClientId
{
    private const int Longest = 64;
    private const int AssignedBytes = 12;

    /// <summary>The parameter <c>client_id</c>, 1 to 64 of A–Z, a–z, 0–9, dot, dash, underscore; a random one where there is none.</summary>
    public static Problem? Read(IQueryCollection query, out string id)
    {
        var problem = QueryReader.Optional(query, "client_id", out var given);
        id = given ?? RandomNumberGenerator.GetHexString(2 * AssignedBytes, lowercase: true);
        return problem ?? (id.Length is > 0 and <= Longest && id.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '.' or '-' or '_')
            ? null
            : Problem.BadRequest(ProblemCodes.InvalidQuery, $"client_id is '{QueryReader.Echo(id)}'; it must be 1 to {Longest} letters, digits, dots, dashes or underscores."));
    }
}
