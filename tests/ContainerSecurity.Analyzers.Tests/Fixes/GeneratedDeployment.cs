namespace ContainerSecurity.Analyzers.Tests;

/// <summary>Deployment code as people write it: what it says and how it is laid out are drawn apart from each other.</summary>
internal sealed class GeneratedDeployment
{
    private readonly Random random;
    private readonly CodeLayout layout;
    private readonly int number;

    private GeneratedDeployment(int number, bool isProgram)
    {
        random = new Random(number);
        this.number = number;
        IsProgram = isProgram;
        layout = new CodeLayout(random);
    }

    private bool IsProgram { get; }

    /// <summary>The text of a file.</summary>
    /// <param name="number">The file's number, which decides all.</param>
    /// <param name="isProgram">Whether it is the program's statements: there is one such file in a project.</param>
    public static string Text(int number, bool isProgram = false) => new GeneratedDeployment(number, isProgram).Write();

    private string Write()
    {
        CodeObject whole = random.Next(6) switch
        {
            0 or 1 => Pod(),
            2 => Deployment(),
            3 => PodSpec(),
            4 => SecurityContext(),
            _ => Docker(),
        };
        string type = whole.Type;
        string space = whole.Type is "CreateContainerParameters" ? "Docker.DotNet.Models" : "k8s.Models";
        string nullable = random.Next(3) == 0 ? "#nullable enable\n" : "";
        string head = $"{nullable}using {space};\n\n";
        string name = $"Deployment{number}";
        string text = IsProgram ? $"{head}{type} made = {layout.Print(whole, 0, mayOmitType: true)};\nSystem.Console.WriteLine(made);\n" : random.Next(5) switch
        {
            0 => $"{head}namespace Shop;\n\npublic static class {name}\n{{\n    public static {type} Create() => {layout.Print(whole, 1, true)};\n}}\n",
            1 => $"{head}public partial class {name}\n{{\n    public partial {type} Create();\n}}\n\n"
                + $"public partial class {name}\n{{\n    public partial {type} Create()\n    {{\n        return {layout.Print(whole, 2, true)};\n    }}\n}}\n",
            2 => $"{head}public sealed class {name}\n{{\n    public {type} Made {{ get; }} = {layout.Print(whole, 1, true)};\n}}\n",
            3 => $"{head}public class {name}\n{{\n    public void Run(System.Action<{type}> send)\n    {{\n"
                + $"        var made = {layout.Print(whole, 2, false)};\n        send(made);\n    }}\n}}\n",
            _ => $"{head}namespace Shop\n{{\n    public static class {name}\n    {{\n        public static void Send(System.Action<{type}> send) =>\n"
                + $"            send({layout.Print(whole, 3, true)});\n    }}\n}}\n",
        };
        return layout.Finish(text);
    }

    private CodeObject Pod() => new("V1Pod", [("Metadata", new CodeObject("V1ObjectMeta", [("Name", Quoted("web")), ("NamespaceProperty", Quoted("shop"))])), ("Spec", PodSpec())]);

    private CodeObject Deployment() => new("V1Deployment",
    [
        ("Metadata", new CodeObject("V1ObjectMeta", [("Name", Quoted("web"))])),
        ("Spec", new CodeObject("V1DeploymentSpec",
        [
            ("Selector", new CodeObject("V1LabelSelector", [])),
            ("Template", new CodeObject("V1PodTemplateSpec", [("Spec", PodSpec())])),
        ])),
    ]);

    private CodeObject PodSpec()
    {
        var members = new List<(string, object)>();
        Maybe(members, "HostNetwork", "true");
        Maybe(members, "HostPID", "true");
        Maybe(members, "HostIPC", "true");
        Maybe(members, "ShareProcessNamespace", "true");
        Maybe(members, "AutomountServiceAccountToken", "true");
        if (Chance(4))
            members.Add(("SecurityContext", new CodeObject("V1PodSecurityContext", [("RunAsNonRoot", Chance(2) ? "true" : "false")])));
        members.Add(("Containers", new CodeList("V1Container", [.. Enumerable.Range(0, 1 + random.Next(2)).Select(Container)])));
        return new CodeObject("V1PodSpec", members);
    }

    private CodeObject Container(int index)
    {
        string image = random.Next(4) switch { 0 => "nginx", 1 => "nginx:latest", _ => "registry.example.com/shop/web:1.4.2" };
        var members = new List<(string, object)> { ("Name", Quoted("app" + index)), ("Image", Quoted(image)) };
        if (Chance(4))
            members.Add(("Env", new CodeList("V1EnvVar", [new CodeObject("V1EnvVar", [("Name", Quoted("DB_PASSWORD")), ("Value", Quoted("not-a-real-one"))])])));
        if (Chance(2))
            members.Add(("SecurityContext", SecurityContext()));
        if (Chance(6))
            members.Add(("VolumeMounts", new CodeList("V1VolumeMount", [new CodeObject(
                "V1VolumeMount", [("Name", Quoted("data")), ("MountPath", Quoted("/data")), ("MountPropagation", Quoted("Bidirectional"))])])));
        return new CodeObject("V1Container", members);
    }

    private CodeObject SecurityContext()
    {
        var members = new List<(string, object)>();
        Maybe(members, "Privileged", "true");
        Maybe(members, "AllowPrivilegeEscalation", "true");
        Maybe(members, "RunAsNonRoot", "false");
        Maybe(members, "RunAsUser", "0");
        Maybe(members, "ReadOnlyRootFilesystem", "false");
        Maybe(members, "ProcMount", Quoted("Unmasked"));
        if (Chance(3))
            members.Add(("Capabilities", new CodeObject("V1Capabilities", [("Add", Capabilities()), .. Chance(3) ? [("Drop", Texts("NET_RAW"))] : Array.Empty<(string, object)>()])));
        if (Chance(4))
            members.Add(("SeccompProfile", new CodeObject("V1SeccompProfile", [("Type", Quoted("Unconfined"))])));
        return new CodeObject("V1SecurityContext", members);
    }

    private CodeObject Docker()
    {
        var host = new List<(string, object)>();
        Maybe(host, "Privileged", "true");
        Maybe(host, "NetworkMode", Quoted("host"));
        Maybe(host, "PidMode", Quoted("host"));
        Maybe(host, "IpcMode", Quoted("host"));
        Maybe(host, "ReadonlyRootfs", "false");
        if (Chance(2))
            host.Add(("CapAdd", Capabilities()));
        if (Chance(4))
            host.Add(("SecurityOpt", Texts("label=type:web")));
        var members = new List<(string, object)> { ("Image", Quoted(Chance(3) ? "redis" : "registry.example.com/shop/redis:7.4")) };
        if (Chance(2))
            members.Add(("User", Quoted("10001")));
        if (Chance(4))
            members.Add(("Env", Texts("TZ=UTC", "DB_PASSWORD=not-a-real-one")));
        if (Chance(2))
            members.Add(("HostConfig", new CodeObject("HostConfig", host)));
        return new CodeObject("CreateContainerParameters", members);
    }

    private CodeList Capabilities() => random.Next(4) switch
    {
        0 => Texts("SYS_ADMIN"),
        1 => Texts("NET_BIND_SERVICE", "NET_ADMIN"),
        2 => Texts("SYS_ADMIN", "NET_ADMIN"),
        _ => Texts("CAP_SYS_ADMIN", "NET_BIND_SERVICE"),
    };

    private static CodeList Texts(params string[] texts) => new("string", [.. texts.Select(Quoted)]);

    private void Maybe(List<(string, object)> members, string name, string value)
    {
        if (Chance(5))
            members.Add((name, value));
    }

    private bool Chance(int of) => random.Next(of) == 0;

    private static string Quoted(string text) => $"\"{text}\"";
}

/// <summary>An object of a model.</summary>
internal sealed record CodeObject(string Type, IReadOnlyList<(string Name, object Value)> Members);

/// <summary>A list of texts or objects.</summary>
internal sealed record CodeList(string Type, IReadOnlyList<object> Items);
