using System.Net;
using System.Net.NetworkInformation;
using System.Net.Sockets;

namespace FxOrleans.Grains.Tests;

/// <summary>A test for a machine that has an address beside loopback: requests to it look like a stranger's.</summary>
public sealed class AnotherAddressFactAttribute : FactAttribute
{
    public AnotherAddressFactAttribute() => Skip = Found is null ? "This machine has no address but loopback, so nobody can be a stranger to it." : null;

    /// <summary>Such an address; null where there is none.</summary>
    public static IPAddress? Found { get; } = NetworkInterface.GetAllNetworkInterfaces()
        .Where(card => card.OperationalStatus == OperationalStatus.Up)
        .SelectMany(card => card.GetIPProperties().UnicastAddresses)
        .Select(address => address.Address)
        .FirstOrDefault(address => address.AddressFamily == AddressFamily.InterNetwork && !IPAddress.IsLoopback(address));
}
