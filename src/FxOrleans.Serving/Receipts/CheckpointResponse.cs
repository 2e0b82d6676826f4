namespace FxOrleans.Serving.Receipts;

/// <summary>The log's size and root, signed.</summary>
/// <param name="Checkpoint">The compact JWS of <c>{"at","log","root","size"}</c>.</param>
public sealed record CheckpointResponse(string Checkpoint);
