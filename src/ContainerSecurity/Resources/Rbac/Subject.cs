using ContainerSecurity.Documents;

namespace ContainerSecurity.Resources.Rbac;

/// <summary>A subject of a binding.</summary>
/// <param name="view">The subject's document.</param>
public sealed class Subject(NodeView view) : ILocated
{
    /// <summary><c>User</c>, <c>Group</c> or <c>ServiceAccount</c>; empty where it is not known.</summary>
    public string Kind { get; } = view.Text("kind").Or("");

    /// <summary>The name.</summary>
    public Field<string> Name { get; } = view.Text("name");

    /// <summary>The namespace of a service account.</summary>
    public Field<string> Namespace { get; } = view.Text("namespace");

    /// <summary>Whether the subject is a service account.</summary>
    public bool IsServiceAccount => Kind == "ServiceAccount";

    /// <inheritdoc/>
    public DocumentLocation? Location => view.Location;
}
