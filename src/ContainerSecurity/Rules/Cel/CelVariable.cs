namespace ContainerSecurity.Rules.Cel;

/// <summary>A variable of an admission policy, read as <c>variables.NAME</c>.</summary>
/// <param name="Name">The name.</param>
/// <param name="Expression">The value; it may read the variables before it.</param>
internal sealed record CelVariable(string Name, string Expression);
