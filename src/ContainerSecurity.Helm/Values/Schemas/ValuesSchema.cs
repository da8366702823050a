using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using ContainerSecurity.Helm.Charts;
using ContainerSecurity.Helm.Serialization;
using ContainerSecurity.Helm.Templates;
using ContainerSecurity.Helm.Templates.Values;
using Json.Schema;

namespace ContainerSecurity.Helm.Values.Schemas;

/// <summary>Holds values against the <c>values.schema.json</c> of charts, as Helm does before it renders.</summary>
internal sealed class ValuesSchema
{
    private const int DeepestNesting = 200;

    private static readonly Uri Address = new("file:///values.schema.json");

    private readonly StringBuilder errors = new();
    private readonly List<(ChartFile File, Chart Chart, string Message)> notes = [];

    private ValuesSchema()
    {
    }

    /// <summary>What the schemas could not be asked, since they are elsewhere or in an unknown language.</summary>
    public IReadOnlyList<(ChartFile File, Chart Chart, string Message)> Notes => notes;

    /// <summary>What is wrong, in Helm's words; empty where nothing is.</summary>
    public string Errors => errors.Length == 0 ? "" : $"values don't meet the specifications of the schema(s) in the following chart(s):\n{errors}";

    /// <summary>The first value that does not fit; null where it is nowhere written.</summary>
    public Place? Place { get; private set; }

    /// <summary>Checks the values of a chart and of those it brings.</summary>
    public static ValuesSchema Check(Chart chart, MapValue values)
    {
        var check = new ValuesSchema();
        check.CheckAll(chart, values);
        return check;
    }

    private void CheckAll(Chart chart, MapValue values)
    {
        if (chart.Schema is { } schema)
            CheckOne(chart, schema, values);
        foreach (Chart dependency in chart.Dependencies)
            if (values[dependency.Name] is MapValue inner)
                CheckAll(dependency, inner);
    }

    private void CheckOne(Chart chart, ChartFile file, MapValue values)
    {
        SchemaLibrary.Prepare();
        try
        {
            JsonNode? written = JsonNode.Parse(file.Data, documentOptions: new JsonDocumentOptions { MaxDepth = DeepestNesting });
            Dialect? dialect = SchemaDraft.Take(written);
            if (dialect is null)
            {
                notes.Add((file, chart, "its '$schema' names no draft from 4 to 2020-12"));
                return;
            }
            using var schema = JsonDocument.Parse(written?.ToJsonString() ?? "null", new JsonDocumentOptions { MaxDepth = DeepestNesting });
            using var instance = JsonDocument.Parse(GoJson.Write(values), new JsonDocumentOptions { MaxDepth = DeepestNesting * 3 });
            Dialect bounded = SchemaKeywords.Bounded(dialect);
            var compiled = JsonSchema.Build(schema.RootElement, new BuildOptions { Dialect = bounded, SchemaRegistry = new SchemaRegistry() }, Address);
            // Formats bind up to draft 7; from then on they are for people.
            var options = new EvaluationOptions
            {
                OutputFormat = OutputFormat.Hierarchical,
                RequireFormatValidation = dialect == Dialect.Draft06 || dialect == Dialect.Draft07,
            };
            EvaluationResults results = compiled.Evaluate(instance.RootElement, options);
            if (results.IsValid)
                return;
            var report = new SchemaErrors(schema.RootElement, instance.RootElement);
            errors.Append(chart.Name).Append(":\n").Append(report.Write(results));
            Place ??= PlaceOf(values, report.First);
        }
        catch (RefResolutionException failure)
        {
            notes.Add((file, chart, failure.Message));
        }
        catch (Exception failure) when (failure is JsonException or JsonSchemaException or GoFunctionException or InsufficientExecutionStackException
            or InvalidOperationException or FormatException or ArgumentException)
        {
            errors.Append(chart.Name).Append(":\nvalues.schema.json cannot be used: ").Append(failure.Message).Append('\n');
        }
    }

    /// <summary>Where a value or the nearest one around it is written.</summary>
    private static Place? PlaceOf(GoValue values, IReadOnlyList<string> path)
    {
        Place? place = values.Origin;
        foreach (string name in path)
        {
            GoValue? next = values switch
            {
                MapValue map => map[name],
                ListValue list => int.TryParse(name, out int at) && at >= 0 && at < list.Items.Count ? list.Items[at] : null,
                _ => null,
            };
            if (next is null)
                break;
            values = next;
            place = values.Origin ?? place;
        }
        return place;
    }
}
