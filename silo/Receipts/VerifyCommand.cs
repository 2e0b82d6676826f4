using System.Text;
using FxOrleans.Configuration;
using FxOrleans.Journal;
using FxOrleans.Pricing;
using FxOrleans.Silo.Configuration;
using FxOrleans.Silo.Data;
using Microsoft.Extensions.Options;

namespace FxOrleans.Silo.Receipts;

/// <summary>
/// <c>verify FILE</c>: checks a receipt offline and says in one sentence what holds and what does not. The exit code is 0 only when all that was
/// asked for holds.
/// </summary>
internal static class VerifyCommand
{
    private const string Usual = "the data folder of this machine's host";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    /// <summary>The exit code: 0 when the receipt holds, 1 when it does not, 2 when something cannot be read.</summary>
    /// <param name="file">A compact JWS, or the answer of <c>POST /receipts</c>.</param>
    /// <param name="jwks">A file or an address of the keys; null for those of this machine's host.</param>
    /// <param name="log">The address of a service whose log must hold the receipt; null to leave that unchecked.</param>
    /// <param name="replay">Whether its prices are decided again from the journal of this machine's host.</param>
    /// <param name="settings">What else the command line says, such as <c>--Data:Path</c>.</param>
    public static async Task<int> RunAsync(string file, string? jwks, string? log, bool replay, string[] settings)
    {
        try
        {
            var text = await File.ReadAllTextAsync(file);
            var keys = await KeysAsync(jwks, settings);
            if (ReceiptVerifier.VerifyFile(text, keys) is not { } verified)
            {
                await Console.Error.WriteLineAsync($"{file} holds no receipt: neither a compact JWS nor the answer of POST /receipts.");
                return 2;
            }

            if (log is not null)
            {
                var held = LogVerifier.Holds(ReceiptVerifier.ReceiptOf(text)!, await ProofAsync(log, ReceiptVerifier.ReceiptOf(text)!), keys);
                verified = held ? verified with { Log = ReceiptCheck.Valid } : verified with { Log = ReceiptCheck.Invalid, Faults = [.. verified.Faults, ReceiptFaults.NotLogged] };
            }

            var differs = replay ? await ReplayVerifier.DifferenceAsync(ReceiptVerifier.ReceiptOf(text)!, JournalOf(settings), CancellationToken.None) : null;
            Console.WriteLine(Sentence(verified) + (!replay ? "" : differs is null ? " Decided again from the journal it is the same." : $" Decided again it is not the same: {differs}."));
            return differs is null && verified is { Signature: ReceiptCheck.Valid, Digits: ReceiptCheck.Valid, Log: not ReceiptCheck.Invalid } ? 0 : 1;
        }
        catch (Exception wrong) when (wrong is IOException or UnauthorizedAccessException or HttpRequestException or TaskCanceledException or FormatException or UriFormatException or ArgumentException or InvalidOperationException or EngineUnavailableException or OptionsValidationException)
        {
            await Console.Error.WriteLineAsync($"The receipt was not verified: {wrong.Message}");
            return 2;
        }
    }

    /// <summary>The journal that the settings name, with its folder.</summary>
    /// <exception cref="OptionsValidationException">The settings cannot be used.</exception>
    internal static JournalOptions JournalOf(string[] settings)
    {
        var configuration = new ConfigurationBuilder().AddOurs(settings).Build();
        var options = configuration.ReadSettings<JournalOptions>(JournalOptions.Section);
        options.Path = options.Path is { Length: > 0 } path ? path : Path.Combine(DataFolder.PathOf(configuration["Data:Path"]), "journal");
        return options;
    }

    private static async Task<byte[]> KeysAsync(string? jwks, string[] settings)
    {
        if (jwks is null)
        {
            return ReceiptVerifier.KeysOf(JournalOf(settings).Path!)
                ?? throw new IOException($"There are no keys in {Usual}; --jwks names a file or an address, such as http://localhost:8080/.well-known/jwks.json.");
        }

        if (!jwks.StartsWith("http://", StringComparison.OrdinalIgnoreCase) && !jwks.StartsWith("https://", StringComparison.OrdinalIgnoreCase))
        {
            return await File.ReadAllBytesAsync(jwks);
        }

        using var client = new HttpClient { Timeout = Patience };
        return await client.GetByteArrayAsync(new Uri(jwks));
    }

    // Any answer but 200 proves nothing; what cannot be reached is an error of the command.
    private static async Task<byte[]> ProofAsync(string log, string receipt)
    {
        using var client = new HttpClient { Timeout = Patience };
        using var response = await client.GetAsync(new Uri($"{log.TrimEnd('/')}/log/proof?receipt={ReceiptVerifier.Id(receipt)}"));
        return response.IsSuccessStatusCode ? await response.Content.ReadAsByteArrayAsync() : [];
    }

    private static string Sentence(ReceiptVerification verified)
    {
        var said = new StringBuilder();
        said.Append(verified.Signature == ReceiptCheck.Valid ? "The signature is valid" : $"The signature is not valid ({Codes(verified, signature: true)})");
        said.Append(verified.Digits switch
        {
            ReceiptCheck.Valid when verified.Signature == ReceiptCheck.Valid => ", and the evidence gives every digit of the price.",
            ReceiptCheck.Valid => ", though the evidence gives every digit of the price.",
            ReceiptCheck.NotChecked => $"; the digits were not computed ({Codes(verified, signature: false)}: {verified.Difference}).",
            _ => $"{(verified.Signature == ReceiptCheck.Valid ? ", but" : ", and")} the evidence does not give the digits ({Codes(verified, signature: false)}: {verified.Difference}).",
        });
        said.Append(verified.Log switch
        {
            ReceiptCheck.Valid => " The log holds it.",
            ReceiptCheck.Invalid => " The log does not hold it (not_logged).",
            _ => "",
        });
        return said.ToString();
    }

    private static string Codes(ReceiptVerification verified, bool signature) =>
        string.Join(", ", verified.Faults.Where(fault => signature == (fault is ReceiptFaults.BadSignature or ReceiptFaults.UnknownKey or ReceiptFaults.KeyNotValidThen) && fault != ReceiptFaults.NotLogged));
}
