using Microsoft.Extensions.Options;

namespace FxOrleans.Silo.Configuration;

/// <summary>Checks <c>Urls</c> before anything is started.</summary>
internal static class ListenAddresses
{
    /// <exception cref="OptionsValidationException">One is no address to listen on.</exception>
    public static void Check(IConfiguration configuration)
    {
        string[] faults =
        [
            .. (configuration["Urls"] ?? "").Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
                .Where(address => !IsOne(address))
                .Select(address => $"Urls holds '{address}', which is no address to listen on, such as http://localhost:8080."),
        ];
        if (faults.Length > 0)
        {
            throw new OptionsValidationException("Urls", typeof(string), faults);
        }
    }

    private static bool IsOne(string address)
    {
        try
        {
            return BindingAddress.Parse(address) is { Scheme: "http" or "https", Port: <= 65535 };
        }
        catch (FormatException)
        {
            return false;
        }
    }
}
