namespace FxOrleans.Access;

/// <summary><c>Auth:Mode</c>: who may ask.</summary>
public enum AuthMode
{
    /// <summary>Anybody may read; what is for administrators answers this machine only. For loopback and the demo.</summary>
    None,

    /// <summary>Who has a key, within its scopes and quota.</summary>
    Keys,
}
