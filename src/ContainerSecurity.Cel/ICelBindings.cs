namespace ContainerSecurity.Cel;

/// <summary>The variables of one evaluation. Implement it to answer variables lazily.</summary>
public interface ICelBindings
{
    /// <summary>The value of a variable by its qualified name.</summary>
    bool TryGet(string name, out CelValue value);
}
