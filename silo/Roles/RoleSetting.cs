using Microsoft.Extensions.Options;

namespace FxOrleans.Silo.Roles;

/// <summary>Reads <c>Role</c>.</summary>
internal static class RoleSetting
{
    /// <exception cref="OptionsValidationException">There is no such role, or it needs a Redis that is not configured.</exception>
    public static HostRole Read(IConfiguration configuration)
    {
        var name = configuration["Role"];
        if (string.IsNullOrWhiteSpace(name))
        {
            return HostRole.All;
        }

        var names = Enum.GetNames<HostRole>();
        var index = Array.FindIndex(names, known => known.Equals(name.Trim(), StringComparison.OrdinalIgnoreCase));
        if (index < 0)
        {
            throw Wrong($"Role is '{name}'; it must be {string.Join(", ", names.SkipLast(1)).ToLowerInvariant()} or {names[^1].ToLowerInvariant()}.");
        }

        var role = Enum.GetValues<HostRole>()[index];
        return role == HostRole.All || !string.IsNullOrWhiteSpace(configuration["Redis:ConnectionString"])
            ? role
            : throw Wrong($"Redis:ConnectionString is missing; the role {names[index].ToLowerInvariant()} needs it, such as localhost:6379.");
    }

    private static OptionsValidationException Wrong(string fault) => new("Role", typeof(HostRole), [fault]);
}
