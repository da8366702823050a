namespace ContainerSecurity.Secrets.Names;

/// <summary>What a word says of a name that it is part of.</summary>
[Flags]
internal enum NameRoles
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>The value is a password.</summary>
    Password = 1,

    /// <summary>The value is a token.</summary>
    Token = 2,

    /// <summary>The value may be a token.</summary>
    Vague = 4,

    /// <summary>The word is <c>key</c>.</summary>
    Key = 8,

    /// <summary>A <c>key</c> behind the word is a credential.</summary>
    BeforeKey = 16,

    /// <summary>Behind a <c>key</c>, the word says that the value is the key.</summary>
    BehindKey = 32,

    /// <summary>The value is none, wherever the word stands.</summary>
    Harmless = 64,

    /// <summary>At the end of the name, the word says that the value is none.</summary>
    About = 128,

    /// <summary>The word before it tells.</summary>
    Transparent = 256,

    /// <summary>The word is <c>spec</c>.</summary>
    Spec = 512,

    /// <summary>Behind some words, the word says that the value is none.</summary>
    EndsPhrase = 1024,
}
