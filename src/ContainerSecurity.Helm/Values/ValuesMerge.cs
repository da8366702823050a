using ContainerSecurity.Helm.Charts;
using ContainerSecurity.Helm.Functions;
using ContainerSecurity.Helm.Templates.Values;
using ContainerSecurity.Helm.Versions;

namespace ContainerSecurity.Helm.Values;

/// <summary>Lays the values of users over those of charts as Helm does.</summary>
internal static class ValuesMerge
{
    private const string Global = "global";

    /// <summary>A copy without nulls, however deep they lie.</summary>
    public static MapValue WithoutNulls(MapValue values)
    {
        var copy = (MapValue)MapFunctions.Copy(values);
        RemoveNulls(copy);
        return copy;
    }

    /// <summary>The values of a file laid over those of earlier ones; a null stays, to take away what a chart gives.</summary>
    public static MapValue Overlay(MapValue under, MapValue over)
    {
        var merged = new MapValue(GoType.Map, over.Origin ?? under.Origin);
        foreach (object key in under.SortedKeys())
            merged.Set(key, under[key]!);
        foreach (object key in over.SortedKeys())
            merged.Set(key, over[key] is MapValue inner && merged[key] is MapValue known ? Overlay(known, inner) : over[key]!);
        return merged;
    }

    /// <summary>The values that a chart is rendered with: those of the user over its own and those of its sub-charts.</summary>
    /// <param name="chart">The chart.</param>
    /// <param name="values">The user's values; they are not changed.</param>
    /// <param name="keepsNulls">Whether nulls are kept, for values that are laid over others later.</param>
    /// <param name="rules">The rules of the version of Helm; null for those of the default one.</param>
    /// <exception cref="FormatException">A sub-chart's values are no map.</exception>
    public static MapValue Coalesce(Chart chart, MapValue values, bool keepsNulls = false, HelmRules? rules = null)
    {
        var copy = (MapValue)MapFunctions.Copy(values);
        CoalesceInto(chart, copy, keepsNulls, rules ?? HelmRules.Default);
        return copy;
    }

    /// <summary>Puts into a map what another has and it has not. A null takes away what the other gives, unless that is a null too.</summary>
    public static MapValue Tables(MapValue over, MapValue under, bool keepsNulls, HelmRules? rules = null)
    {
        IReadOnlyList<object> present = over.SortedKeys();
        foreach (object key in under.SortedKeys())
            if (over[key] is null)
                over.Set(key, under[key]!);
            else if (over[key] is MapValue inner && under[key] is MapValue other)
                Tables(inner, other, keepsNulls, rules);
        foreach (object key in present)
            if (over[key] is NilValue && !keepsNulls && IsRemoved(under[key], rules ?? HelmRules.Default))
                over.Remove(key);
        return over;
    }

    /// <summary>Whether a null takes away what lies under it.</summary>
    private static bool IsRemoved(GoValue? under, HelmRules rules) =>
        under switch { null => !rules.KeepsNullsOverNothing, NilValue => rules.DropsNullsOverNulls, _ => true };

    private static void RemoveNulls(MapValue map)
    {
        foreach (object key in map.SortedKeys())
            if (map[key] is NilValue)
                map.Remove(key);
            else if (map[key] is MapValue inner)
                RemoveNulls(inner);
    }

    private static void CoalesceInto(Chart chart, MapValue values, bool keepsNulls, HelmRules rules)
    {
        var own = (MapValue)MapFunctions.Copy(chart.Values);
        foreach (object key in own.SortedKeys())
        {
            GoValue given = own[key]!;
            bool isOfDependency = chart.Dependencies.Exists(d => d.Name == (string)key);
            // A table that is laid under one for a sub-chart keeps its nulls, one that stands alone does not.
            if (!keepsNulls && rules.DropsNullsOfCharts && given is MapValue cleaned && !(isOfDependency && values[key] is not null))
                RemoveNulls(cleaned);
            switch (values[key])
            {
                case null when !keepsNulls && rules.DropsNullsOfCharts && given is NilValue:
                    break;
                case null:
                    values.Set(key, given);
                    break;
                case NilValue when !keepsNulls:
                    values.Remove(key);
                    break;
                case MapValue table when given is MapValue other:
                    Tables(table, other, keepsNulls || isOfDependency, rules);
                    break;
            }
        }
        foreach (Chart dependency in chart.Dependencies)
        {
            GoValue present = values[dependency.Name] ?? new MapValue(GoType.Map);
            if (present is not MapValue inner)
                throw new FormatException($"type mismatch on {dependency.Name}: it must be a map, but is {present.Type}");
            values.Set(dependency.Name, inner);
            CoalesceGlobals(inner, values);
            CoalesceInto(dependency, inner, keepsNulls, rules);
        }
    }

    /// <summary>Hands the global values of a chart to a sub-chart; the chart's own win.</summary>
    private static void CoalesceGlobals(MapValue target, MapValue source)
    {
        GoValue? present = target[Global];
        GoValue? given = source[Global];
        if (present is not (null or MapValue) || given is not (null or MapValue))
            return;
        MapValue globals = present as MapValue ?? new MapValue(GoType.Map);
        if (given is MapValue all)
            foreach (object key in all.SortedKeys())
            {
                if (all[key] is not MapValue table)
                {
                    if (globals[key] is not MapValue)
                        globals.Set(key, all[key]!);
                    continue;
                }
                var copy = (MapValue)MapFunctions.Copy(table);
                if (globals[key] is null)
                    globals.Set(key, copy);
                else if (globals[key] is MapValue known)
                    globals.Set(key, Tables(copy, known, keepsNulls: true));
            }
        target.Set(Global, globals);
    }
}
