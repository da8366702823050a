namespace ContainerSecurity.Cel;

/// <summary>An expression was used as if it were valid, and is not.</summary>
public sealed class CelException : Exception
{
    /// <summary>Without details.</summary>
    public CelException() { }
    /// <summary>With a message.</summary>
    public CelException(string message) : base(message) { }
    /// <summary>With a message and a cause.</summary>
    public CelException(string message, Exception inner) : base(message, inner) { }

    internal CelException(IReadOnlyList<CelIssue> issues) : base(string.Join("\n", issues)) => Issues = issues;

    /// <summary>The errors in the expression.</summary>
    public IReadOnlyList<CelIssue> Issues { get; } = [];
}
