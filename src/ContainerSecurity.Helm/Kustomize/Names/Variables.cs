using System.Text;
using ContainerSecurity.Helm.Kustomize.Definitions;
using ContainerSecurity.Helm.Kustomize.Fields;
using ContainerSecurity.Helm.Kustomize.Files;
using ContainerSecurity.Helm.Kustomize.Nodes;
using ContainerSecurity.Helm.Kustomize.Replacements;
using ContainerSecurity.Helm.Kustomize.Resources;

namespace ContainerSecurity.Helm.Kustomize.Names;

/// <summary>Puts the values of variables where <c>$(NAME)</c> is written.</summary>
internal sealed class Variables
{
    private readonly SortedDictionary<string, VariableDefinition> definitions = new(StringComparer.Ordinal);

    /// <summary>Adds variables, each with the object that it takes its value from.</summary>
    /// <exception cref="BuildException">A name is taken, or several objects could be meant.</exception>
    public void Add(IEnumerable<VariableDefinition> added, ResourceSet resources)
    {
        foreach (VariableDefinition variable in added)
        {
            Func<ResourceId, bool> isTarget = variable.Target.Namespace.Length > 0 || variable.Target.Kind.IsClusterScoped
                ? variable.Target.IsSame
                : id => id.Kind == variable.Target.Kind && id.Name == variable.Target.Name;
            resources.Session.Budget.SpendSteps(resources.All.Count);
            List<BuildResource> matches = [.. resources.All.Where(r => r.AllIds.Any(isTarget))];
            if (matches.Count > 1)
                throw new BuildException(variable.Origin, $"The variable '{variable.Name}' could mean several objects.");
            if (matches.Count == 1)
                matches[0].Variables.Add(variable.Name.Text);
            AddOne(variable);
        }
    }

    /// <summary>Adds the variables of a base.</summary>
    /// <exception cref="BuildException">A name is taken.</exception>
    public void AddAll(Variables others)
    {
        foreach (VariableDefinition variable in others.definitions.Values)
            AddOne(variable);
    }

    /// <summary>Puts the values into the fields that may hold variables.</summary>
    /// <exception cref="BuildException">A variable has no value.</exception>
    public void Apply(ResourceSet resources, FieldConfiguration configuration)
    {
        if (definitions.Count == 0)
            return;
        var values = new Dictionary<string, ObjectScalar>(StringComparer.Ordinal);
        foreach ((string name, VariableDefinition variable) in definitions)
            if (ValueOf(variable, resources) is { } value)
                values.Add(name, value);
        foreach (BuildResource resource in resources.All)
            foreach (FieldSpec field in configuration.Variables)
                new FieldVisitor(n => Expand(n, values, resources.Session.Budget), resource.Root.Origin, resources.Session.Budget, makesMap: null).Visit(resource.Root, field);
    }

    private void AddOne(VariableDefinition variable)
    {
        if (!definitions.TryAdd(variable.Name.Text, variable))
            throw new BuildException(variable.Origin, $"There is a variable '{variable.Name}' already.");
    }

    private static ObjectScalar? ValueOf(VariableDefinition variable, ResourceSet resources)
    {
        BuildResource? target = resources.All.FirstOrDefault(r => r.Variables.Contains(variable.Name.Text));
        if (target is null)
        {
            resources.Session.FailOrUnknown(variable.Origin, $"The variable '{variable.Name}' takes its value from {variable.Target}, which is not there.");
            return null;
        }
        List<FieldSlot> found = new FieldPath(variable.FieldPath, variable.Origin).Find(target.Root);
        return found.Count > 0 && found[0].Node is ObjectScalar scalar ? scalar.Copy()
            : throw new BuildException(variable.Origin, $"{target.Id} has no value '{variable.FieldPath}' for the variable '{variable.Name}'.");
    }

    private static ObjectNode Expand(ObjectNode node, Dictionary<string, ObjectScalar> values, BuildBudget budget)
    {
        switch (node)
        {
            case ObjectScalar { Meaning: ScalarTag.Text } scalar:
                ExpandText(scalar, values, budget);
                break;
            case ObjectMap map:
                foreach (ObjectEntry entry in map.Entries)
                    if (entry.Value is ObjectScalar { Meaning: ScalarTag.Text } text)
                        ExpandText(text, values, budget);
                break;
            case ObjectList list:
                foreach (ObjectNode item in list.Items)
                    if (item is ObjectScalar { Meaning: ScalarTag.Text } text)
                        ExpandText(text, values, budget);
                    else
                        throw new BuildException(item.Origin, "Where variables may be, the items of a list must be texts.");
                break;
        }
        return node;
    }

    private static void ExpandText(ObjectScalar scalar, Dictionary<string, ObjectScalar> values, BuildBudget budget)
    {
        string text = scalar.Text;
        if (!text.Contains('$', StringComparison.Ordinal))
            return;
        if (text.StartsWith("$(", StringComparison.Ordinal) && text.IndexOf(')', StringComparison.Ordinal) == text.Length - 1
            && values.TryGetValue(text.Substring(2, text.Length - 3), out ObjectScalar? whole))
        {
            scalar.SetValue(whole.Text, whole.Meaning, scalar.Origin);
            return;
        }
        var expanded = new StringBuilder();
        for (int i = 0; i < text.Length; i++)
        {
            if (text[i] != '$' || i + 1 == text.Length)
            {
                expanded.Append(text[i]);
                continue;
            }
            int end = text[i + 1] == '(' ? text.IndexOf(')', i) : -1;
            if (end > 0)
            {
                string name = text.Substring(i + 2, end - i - 2);
                expanded.Append(values.TryGetValue(name, out ObjectScalar? value) ? value.Text : $"$({name})");
                budget.SpendText(value?.Text.Length ?? 0);
                i = end;
            }
            else
            {
                expanded.Append(text[i + 1] == '$' ? "$" : "$" + text[i + 1]);
                i++;
            }
        }
        scalar.SetValue(expanded.ToString(), ScalarTag.Text, scalar.Origin);
    }
}
