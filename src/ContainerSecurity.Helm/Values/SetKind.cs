namespace ContainerSecurity.Helm.Values;

/// <summary>The options that give single values.</summary>
internal enum SetKind
{
    /// <summary><c>--set</c>: truth values, integers and null are what they look like.</summary>
    Typed,

    /// <summary><c>--set-string</c>: every value is a text.</summary>
    Text,

    /// <summary><c>--set-file</c>: every value is the path of a file that holds the text.</summary>
    File,

    /// <summary><c>--set-json</c>: every value is JSON.</summary>
    Json,

    /// <summary><c>--set-literal</c>: the value is all that follows, without escapes.</summary>
    Literal,
}
