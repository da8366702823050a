namespace ContainerSecurity.Cel.Evaluation;

/// <summary>The variables that comprehensions introduce, innermost last.</summary>
internal sealed class Scope
{
    private readonly List<(string Name, int Slot)> _variables = [];

    /// <summary>The number of places that the values need at once or in turn.</summary>
    public int Slots { get; private set; }

    public int Push(string name)
    {
        _variables.Add((name, Slots));
        return Slots++;
    }

    public void Pop() => _variables.RemoveAt(_variables.Count - 1);

    public int Find(string name)
    {
        for (int i = _variables.Count - 1; i >= 0; i--)
            if (_variables[i].Name == name)
                return _variables[i].Slot;
        return -1;
    }
}
