namespace FxOrleans.Serving.Push;

/// <summary>What an <see cref="OutboxCommand"/> asks for.</summary>
internal enum OutboxAction : byte
{
    Open,
    Add,
    Remove,
    Close,
}
