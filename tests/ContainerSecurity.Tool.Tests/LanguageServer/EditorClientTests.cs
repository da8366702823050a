using System.Diagnostics;
using System.Reflection;
using System.Text.Json.Nodes;

namespace ContainerSecurity.Tool.Tests.LanguageServer;

/// <summary>The client that editors are built on talks to the server.</summary>
public class EditorClientTests
{
    private const string Pod = "apiVersion: v1\nkind: Pod\nmetadata: {name: web}\nspec:\n  containers:\n"
        + "  - name: app\n    image: a:1\n    securityContext: {privileged: true}\n";

    private static (int Code, string Output, string Error)? Run(string folder, string program, params string[] arguments)
    {
        try
        {
            using Process process = Process.Start(new ProcessStartInfo(program, arguments)
            {
                WorkingDirectory = folder,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            })!;
            Task<string> error = process.StandardError.ReadToEndAsync();
            string output = process.StandardOutput.ReadToEnd();
            process.WaitForExit();
            return (process.ExitCode, output, error.Result);
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return null;
        }
    }

    /// <summary>With stand-ins of the editor and of its client, which say what they are given.</summary>
    [TestCase("", "csec lsp")]
    [TestCase("house.yaml", "csec lsp --policy house.yaml")]
    public void Extension_for_VS_Code_starts_the_server(string policy, string command)
    {
        string extension = Path.Combine(
            typeof(EditorClientTests).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(a => a.Key == "RepositoryRoot").Value!, "editors", "vscode");
        string script = $$"""
            const load = require('module')._load;
            require('module')._load = (name, ...rest) =>
              name === 'vscode' ? { workspace: { getConfiguration: () => ({ get: key => ({ path: 'csec', policy: '{{policy}}' })[key] }), createFileSystemWatcher: () => 0 } }
              : name === 'vscode-languageclient/node' ? { LanguageClient: class { constructor(id, name, server) { console.log([server.command, ...server.args].join(' ')); } start() {} } }
              : load(name, ...rest);
            require('{{extension.Replace('\\', '/')}}').activate();
            """;
        if (Run(extension, "node", "-e", script) is not { } ran)
        {
            Assert.Ignore("There is no node on this machine.");
            return;
        }
        Assert.That(ran.Output.Trim(), Is.EqualTo(command), ran.Error);
        Assert.That((string?)JsonNode.Parse(File.ReadAllText(Path.Combine(extension, "package.json")))!["main"], Is.EqualTo("./extension.js"));
    }

    [Test]
    public void Client_of_VS_Code_opens_a_manifest_and_applies_its_fix()
    {
        string folder = Directory.CreateTempSubdirectory("lsp-node-").FullName;
        try
        {
            foreach (string file in Directory.EnumerateFiles(Path.Combine(AppContext.BaseDirectory, "LanguageServer", "Node")))
                File.Copy(file, Path.Combine(folder, Path.GetFileName(file)));
            if (Run(folder, "npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund") is not { } installed)
            {
                Assert.Ignore("There is no npm on this machine.");
                return;
            }
            if (installed.Code != 0)
                Assert.Ignore("The client could not be installed by npm.");

            (int code, string output, string error) = Run(folder, "node", "client.js", LanguageClient.Server, Pod)!.Value;

            Assert.That(code, Is.Zero, error);
            JsonNode said = JsonNode.Parse(output)!;
            Assert.That(said["before"]!.AsArray().Select(c => (string?)c), Has.Some.EqualTo("CSEC2001"));
            Assert.That(said["after"]!.AsArray().Select(c => (string?)c), Has.None.EqualTo("CSEC2001").And.Some.StartsWith("CSEC"));
            Assert.That((string?)said["hover"], Does.Contain("**Why**"));
            Assert.That((int?)said["exit"], Is.Zero);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
