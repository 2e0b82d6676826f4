using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.SignalR;
using Microsoft.AspNetCore.SignalR.Protocol;
using Microsoft.Extensions.Options;

namespace FxOrleans.Serving.Hub;

/// <summary>
/// SignalR's JSON protocol, but a call that fits no method, or takes a stream for none, becomes a call of <see cref="RatesHub.Unknown"/>. SignalR answers such calls
/// before any hub filter sees them, so that they would not count against <see cref="MessageLimit"/>.
/// </summary>
internal sealed class CountedProtocol(IOptions<JsonHubProtocolOptions> options) : IHubProtocol
{
    private readonly JsonHubProtocol _inner = new(options);

    public string Name => _inner.Name;

    public int Version => _inner.Version;

    public TransferFormat TransferFormat => _inner.TransferFormat;

    public bool TryParseMessage(ref ReadOnlySequence<byte> input, IInvocationBinder binder, [NotNullWhen(true)] out HubMessage? message)
    {
        if (!_inner.TryParseMessage(ref input, binder, out message))
        {
            return false;
        }

        message = message switch
        {
            InvocationBindingFailureMessage unbound => Unknown(unbound.InvocationId, unbound.Target),
            InvocationMessage call when IsStream(call.Target) => Unknown(call.InvocationId, call.Target),
            StreamInvocationMessage call when !IsStream(call.Target) => Unknown(call.InvocationId, call.Target),
            _ => message,
        };
        return true;
    }

    public void WriteMessage(HubMessage message, IBufferWriter<byte> output) => _inner.WriteMessage(message, output);

    public ReadOnlyMemory<byte> GetMessageBytes(HubMessage message) => _inner.GetMessageBytes(message);

    public bool IsVersionSupported(int version) => _inner.IsVersionSupported(version);

    private static bool IsStream(string target) =>
        target.Equals(nameof(RatesHub.Stream), StringComparison.OrdinalIgnoreCase) || target.Equals(nameof(RatesHub.Resume), StringComparison.OrdinalIgnoreCase);

    private static InvocationMessage Unknown(string? id, string target) => new(id, nameof(RatesHub.Unknown), [target]);
}
