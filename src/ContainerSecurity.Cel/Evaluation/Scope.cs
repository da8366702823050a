namespace ContainerSecurity.Cel.Evaluation;

/// <summary>The variables that comprehensions introduce, innermost last.</summary>
internal sealed class Scope
{
    private readonly List<(string Name, int Slot)> variables = [];

    /// <summary>The number of places that the values need at once or in turn.</summary>
    public int Slots { get; private set; }

    public int Push(string name)
    {
        variables.Add((name, Slots));
        return Slots++;
    }

    public void Pop() => variables.RemoveAt(variables.Count - 1);

    public int Find(string name)
    {
        for (int i = variables.Count - 1; i >= 0; i--)
            if (variables[i].Name == name)
                return variables[i].Slot;
        return -1;
    }
}
