using System.Collections;

namespace ContainerSecurity.Cel;

/// <summary>A few named variables. Not safe to change while an evaluation reads it.</summary>
public sealed class CelBindings : ICelBindings, IEnumerable<KeyValuePair<string, CelValue>>
{
    private string[] names = new string[4];
    private CelValue[] values = new CelValue[4];
    private int count;

    /// <summary>No variables.</summary>
    public static CelBindings Empty { get; } = new();

    /// <summary>Sets a variable.</summary>
    public CelValue this[string name]
    {
        get => TryGet(name, out CelValue value) ? value : throw new KeyNotFoundException($"There is no variable '{name}'.");
        set => Add(name, value);
    }

    /// <summary>Sets a variable. <see cref="CelValue.Unknown(string)"/> marks one whose value is not known yet.</summary>
    public void Add(string name, CelValue value)
    {
        for (int i = 0; i < count; i++)
        {
            if (names[i] == name)
            {
                values[i] = value;
                return;
            }
        }
        if (count == names.Length)
        {
            Array.Resize(ref names, count * 2);
            Array.Resize(ref values, count * 2);
        }
        names[count] = name ?? throw new ArgumentNullException(nameof(name));
        values[count++] = value;
    }

    /// <inheritdoc/>
    public bool TryGet(string name, out CelValue value)
    {
        for (int i = 0; i < count; i++)
        {
            if ((object)names[i] == name || names[i] == name)
            {
                value = values[i];
                return true;
            }
        }
        value = default;
        return false;
    }

    /// <summary>The names and values.</summary>
    public IEnumerator<KeyValuePair<string, CelValue>> GetEnumerator()
    {
        for (int i = 0; i < count; i++)
            yield return new(names[i], values[i]);
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
