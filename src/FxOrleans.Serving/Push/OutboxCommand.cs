namespace FxOrleans.Serving.Push;

/// <summary>Something that the flush loop is to do to an outbox it owns.</summary>
/// <param name="Action">What to do.</param>
/// <param name="Outbox">To which.</param>
/// <param name="Topics">With which topics, all in one round.</param>
/// <param name="All">And with everything tracked.</param>
internal readonly record struct OutboxCommand(OutboxAction Action, Outbox Outbox, IReadOnlyList<Topic> Topics, bool All = false);
