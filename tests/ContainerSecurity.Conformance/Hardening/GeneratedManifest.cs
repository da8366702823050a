using System.Text;

namespace ContainerSecurity.Conformance.Hardening;

/// <summary>Writes manifests of pods in all the ways in which people write them, from a seed.</summary>
internal sealed class GeneratedManifest
{
    private readonly Random random;
    private readonly int step;
    private readonly int listStep;
    private readonly string newLine;
    private readonly StringBuilder text = new();

    private GeneratedManifest(int seed)
    {
        random = new Random(seed);
        step = Pick(2, 2, 2, 3, 4);
        listStep = Pick(0, 0, step);
        newLine = Pick("\n", "\n", "\n", "\r\n");
    }

    public static string Write(int seed)
    {
        var manifest = new GeneratedManifest(seed);
        if (manifest.Chance(10))
            manifest.text.Append('\uFEFF');
        int documents = manifest.Pick(1, 1, 2, 3);
        for (int i = 0; i < documents; i++)
        {
            if (i > 0 || manifest.Chance(20))
                manifest.text.Append("---").Append(manifest.newLine);
            manifest.Block(manifest.Chance(15) ? manifest.List() : manifest.Object(), 0);
        }
        string written = manifest.text.ToString();
        return manifest.Chance(10) ? written.TrimEnd('\r', '\n') : written;
    }

    private Dictionary<string, object?> List() => new()
    {
        ["apiVersion"] = "v1",
        ["kind"] = "List",
        ["items"] = Many(1, 3, () => (object?)Object()),
    };

    private Dictionary<string, object?> Object()
    {
        var metadata = new Dictionary<string, object?> { ["name"] = "web" };
        Dictionary<string, object?> template = new() { ["spec"] = PodSpec() };
        return random.Next(4) switch
        {
            0 => new()
            {
                ["apiVersion"] = "apps/v1",
                ["kind"] = "Deployment",
                ["metadata"] = metadata,
                ["spec"] = new Dictionary<string, object?>
                { ["template"] = template }
            },
            1 => new()
            {
                ["kind"] = "CronJob",
                ["apiVersion"] = "batch/v1",
                ["metadata"] = metadata,
                ["spec"] = new Dictionary<string, object?>
                { ["jobTemplate"] = new Dictionary<string, object?> { ["spec"] = new Dictionary<string, object?> { ["template"] = template } } },
            },
            _ => new() { ["apiVersion"] = "v1", ["kind"] = "Pod", ["metadata"] = metadata, ["spec"] = template["spec"] },
        };
    }

    private Dictionary<string, object?> PodSpec()
    {
        var spec = new Dictionary<string, object?>();
        Maybe(spec, "hostPID", 10, () => Pick("true", "false", "yes"));
        Maybe(spec, "automountServiceAccountToken", 30, () => Pick("true", "false", null));
        Maybe(spec, "os", 10, () => new Dictionary<string, object?> { ["name"] = Pick("windows", "linux") });
        Maybe(spec, "securityContext", 40, () => Context(isPod: true));
        Maybe(spec, "initContainers", 25, () => Many(1, 2, Container));
        spec["containers"] = Many(1, 3, Container);
        Maybe(spec, "restartPolicy", 30, () => "Never");
        return spec;
    }

    private object? Container()
    {
        var container = new Dictionary<string, object?>
        { ["name"] = $"c{random.Next(1000)}", ["image"] = Pick("nginx:1.27", "registry.example.com:5000/a/b", "'busybox'") };
        Maybe(container, "command", 25, () => new List<object?> { "sh", "-c", "\"echo 'a # b'; sleep 1\"" });
        Maybe(container, "securityContext", 60, () => Context(isPod: false));
        Maybe(container, "imagePullPolicy", 20, () => Pick("Always", "IfNotPresent"));
        Maybe(container, "env", 20, () => new List<object?> { new Dictionary<string, object?> { ["name"] = "A", ["value"] = "\"1\"" } });
        return container;
    }

    private Dictionary<string, object?>? Context(bool isPod)
    {
        if (Chance(10))
            return null;
        var context = new Dictionary<string, object?>();
        Maybe(context, "runAsNonRoot", 30, () => Pick("true", "false", null));
        Maybe(context, "runAsUser", 20, () => Pick("0", "1000"));
        Maybe(context, "seccompProfile", 30, () => new Dictionary<string, object?> { ["type"] = Pick("RuntimeDefault", "Unconfined", "\"Unconfined\"") });
        if (isPod)
            return context;
        Maybe(context, "privileged", 20, () => Pick("true", "false", "on"));
        Maybe(context, "allowPrivilegeEscalation", 30, () => Pick("true", "false", null, "no"));
        Maybe(context, "readOnlyRootFilesystem", 20, () => Pick("true", "false"));
        Maybe(context, "capabilities", 50, Capabilities);
        return context;
    }

    private object? Capabilities()
    {
        var capabilities = new Dictionary<string, object?>();
        Maybe(capabilities, "add", 60, () => Many(0, 3, () => (object?)Pick("CHOWN", "NET_BIND_SERVICE", "\"SYS_ADMIN\"", "CAP_SYS_ADMIN", "KILL")));
        Maybe(capabilities, "drop", 60, () => Many(0, 2, () => (object?)Pick("ALL", "NET_RAW", "'all'")));
        return capabilities;
    }

    private void Block(object? value, int indent)
    {
        switch (value)
        {
            case Dictionary<string, object?> map:
                foreach (KeyValuePair<string, object?> field in map)
                {
                    Noise(indent);
                    text.Append(' ', indent);
                    Field(field.Key, field.Value, indent);
                }
                break;
            case List<object?> list:
                foreach (object? item in list)
                    Item(item, indent);
                break;
        }
    }

    private void Field(string key, object? value, int indent)
    {
        text.Append(Chance(3) ? $"\"{key}\":" : $"{key}:");
        if (value is null or string)
        {
            EndLine(value is null ? "" : $" {value}");
            return;
        }
        bool isEmpty = value is Dictionary<string, object?> { Count: 0 } or List<object?> { Count: 0 };
        if (isEmpty || Chance(key is "spec" or "items" or "template" ? 3 : 20))
        {
            EndLine(" " + Flow(value));
            return;
        }
        EndLine("");
        Block(value, indent + (value is List<object?> ? listStep : step));
    }

    private void Item(object? item, int indent)
    {
        Noise(indent);
        text.Append(' ', indent).Append("- ");
        if (item is not Dictionary<string, object?> { Count: > 0 } map || Chance(15))
        {
            EndLine(item is string single ? single : Flow(item));
            return;
        }
        bool isFirst = true;
        foreach (KeyValuePair<string, object?> field in map)
        {
            if (!isFirst)
                text.Append(' ', indent + 2);
            isFirst = false;
            Field(field.Key, field.Value, indent + 2);
        }
    }

    private string Flow(object? value)
    {
        string pad = Pick("", " ");
        return value switch
        {
            Dictionary<string, object?> map => $"{{{pad}{string.Join(", ", map.Select(f => $"{f.Key}: {Flow(f.Value)}"))}{pad}}}",
            List<object?> list => $"[{pad}{string.Join(", ", list.Select(Flow))}{pad}]",
            string single => single,
            _ => "null",
        };
    }

    private void EndLine(string rest) => text.Append(rest).Append(Chance(10) ? "  # a comment: {x} [y]\t'" : "").Append(newLine);

    private void Noise(int indent)
    {
        if (Chance(5))
            text.Append(newLine);
        if (Chance(5))
            text.Append(' ', Pick(0, indent, indent + 1)).Append("# - note: of \"somebody\"").Append(newLine);
    }

    private void Maybe(Dictionary<string, object?> map, string key, int percent, Func<object?> value)
    {
        if (Chance(percent))
            map[key] = value();
    }

    private List<object?> Many(int least, int most, Func<object?> item) => [.. Enumerable.Range(0, random.Next(least, most + 1)).Select(_ => item())];

    private bool Chance(int percent) => random.Next(100) < percent;

    private T Pick<T>(params T[] values) => values[random.Next(values.Length)];
}
