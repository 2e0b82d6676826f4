namespace FxOrleans.Serving.Push;

/// <summary>Something that the flush loop is to do to an outbox it owns.</summary>
internal readonly record struct OutboxCommand(OutboxAction Action, Outbox Outbox, int[] Ordinals);
