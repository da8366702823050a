using System;
using System.IO;
using System.Reflection;
using Microsoft.Build.Framework;
using Microsoft.Build.Utilities;
using Mono.Cecil;

/// <summary>Gives an assembly another name, in itself and in those that refer to it. Compiled and run by the build when it packs.</summary>
public sealed class RenameAssembly : Task
{
    [Required]
    public ITaskItem[] Files { get; set; }

    [Required]
    public string From { get; set; }

    [Required]
    public string To { get; set; }

    [Required]
    public string Folder { get; set; }

    [Required]
    public string Cecil { get; set; }

    public override bool Execute()
    {
        AppDomain.CurrentDomain.AssemblyResolve += LoadCecil;
        try
        {
            Rename();
            return true;
        }
        finally
        {
            AppDomain.CurrentDomain.AssemblyResolve -= LoadCecil;
        }
    }

    private void Rename()
    {
        Directory.CreateDirectory(Folder);
        foreach (ITaskItem file in Files)
            using (AssemblyDefinition assembly = AssemblyDefinition.ReadAssembly(file.ItemSpec))
            {
                string name = assembly.Name.Name == From ? To : assembly.Name.Name;
                if (name == To)
                {
                    assembly.Name.Name = To;
                    assembly.Name.PublicKey = new byte[0];
                    assembly.MainModule.Name = To + ".dll";
                    assembly.MainModule.Attributes &= ~ModuleAttributes.StrongNameSigned;
                }
                foreach (AssemblyNameReference reference in assembly.MainModule.AssemblyReferences)
                    if (reference.Name == From)
                    {
                        reference.Name = To;
                        reference.PublicKeyToken = new byte[0];
                    }
                assembly.Write(Path.Combine(Folder, name + ".dll"));
            }
    }

    private Assembly LoadCecil(object sender, ResolveEventArgs args) =>
        new AssemblyName(args.Name).Name == "Mono.Cecil" ? Assembly.LoadFrom(Cecil) : null;
}
